//! The rows of a message, wherever the data have some.

use crate::commands::hunt::bracketed;
use crate::failure::Failure;
use crate::rule::literal;
use lurcher_engine::{Engine, HiddenRows, Request, RowsOf};
use lurcher_syntax::Diagnostic;
use lurcher_types::Value;
use std::collections::BTreeSet;

/// The columns that hold the id of a message. One message has an id in each of them.
const IDS: &[&str] = &["NetworkMessageId", "InternetMessageId", "TeamsMessageId"];

/// Ids that one message may have: a mail to many is split on its way.
const MAX_IDS: usize = 1_000;
/// Ids that are offered for one that is not there, and how much of it must be right.
const MAX_SIMILAR: usize = 3;
const MIN_SIMILAR_CHARS: usize = 4;

/// The rows that are followed in a table, and how many they are.
pub struct Found {
    pub rows: RowsOf,
    pub count: u64,
}

/// Every table of the data that has rows of a message; none at all is a mistake.
pub async fn find(engine: &Engine, id: &str, now: i64) -> Result<Vec<Found>, Failure> {
    let failed = |d: Diagnostic| Failure::plain(d.message);
    let id = id.trim();
    let bare = id.strip_prefix('<').and_then(|i| i.strip_suffix('>')).unwrap_or(id);
    if bare.is_empty() {
        return Err(Failure::plain("--message: an id is wanted"));
    }
    let tables = with_ids(engine).await.map_err(failed)?;
    if tables.is_empty() {
        return Err(Failure::plain(format!("no table of the data has a column {}", IDS.join(", "))));
    }
    // A table may have one kind of id and not the other: those that stand together in some row belong together.
    let mut ids: BTreeSet<String> = [bare.to_owned(), format!("<{bare}>")].into();
    let given = ids.clone();
    for (table, columns) in &tables {
        let asked =
            asking(format!("{} | distinct {}", bracketed(table), columns.join(", ")), table, columns, &given, now);
        ids.extend(texts(engine, &asked).await.map_err(failed)?);
        if ids.len() > MAX_IDS {
            return Err(Failure::plain(format!("the message has more than {MAX_IDS} ids (MAX_IDS)")));
        }
    }
    let mut found = Vec::new();
    for (table, columns) in &tables {
        let asked = asking(format!("{} | count", bracketed(table)), table, columns, &ids, now);
        let count = count(engine, &asked).await.map_err(failed)?;
        if count > 0 {
            found.push(Found { rows: RowsOf { table: table.clone(), predicate: has_id(columns, &ids) }, count });
        }
    }
    match found.is_empty() {
        true => Err(unknown(engine, bare, &tables, now).await),
        false => Ok(found),
    }
}

/// The rows of one table for which a predicate is true.
pub async fn rows(engine: &Engine, table: &str, predicate: &str, now: i64) -> Result<Vec<Found>, Failure> {
    let rows = RowsOf { table: table.to_owned(), predicate: predicate.to_owned() };
    let asked = Request {
        text: format!("{} | count", bracketed(table)),
        now,
        hidden: vec![alone(table, predicate.to_owned())],
        ..Request::default()
    };
    let wrong = |d: Diagnostic| Failure::plain(d.message.replace("the exclusion `--row`", "--row"));
    match count(engine, &asked).await.map_err(wrong)? {
        0 => {
            let all = Request { hidden: Vec::new(), ..asked };
            let all = count(engine, &all).await.map_err(wrong)?;
            Err(Failure::plain(format!("no row of {table} is such: of its {all} rows the predicate is true of none")))
        }
        count => Ok(vec![Found { rows, count }]),
    }
}

/// The tables at hand whose rows say of which message they are.
async fn with_ids(engine: &Engine) -> Result<Vec<(String, Vec<String>)>, Diagnostic> {
    let snapshot = engine.snapshot().await?;
    let mut tables = Vec::new();
    for name in snapshot.names() {
        let Some(info) = snapshot.table(&name) else { continue };
        let columns: Vec<String> =
            IDS.iter().filter(|id| info.table.column(id).is_some()).map(|id| (*id).to_owned()).collect();
        if !columns.is_empty() {
            tables.push((name, columns));
        }
    }
    Ok(tables)
}

fn asking(text: String, table: &str, columns: &[String], ids: &BTreeSet<String>, now: i64) -> Request {
    Request { text, now, hidden: vec![alone(table, has_id(columns, ids))], ..Request::default() }
}

fn alone(table: &str, predicate: String) -> HiddenRows {
    HiddenRows { name: "--row".to_owned(), table: Some(table.to_owned()), predicate, alone: true }
}

fn has_id(columns: &[String], ids: &BTreeSet<String>) -> String {
    let list: Vec<String> = ids.iter().map(|id| literal(id)).collect();
    let legs: Vec<String> = columns.iter().map(|c| format!("{c} in ({})", list.join(", "))).collect();
    legs.join(" or ")
}

async fn texts(engine: &Engine, request: &Request) -> Result<Vec<String>, Diagnostic> {
    let answer = engine.query(request).await?;
    let cells = answer.tables.iter().flat_map(|t| t.rows()).flatten().map(|v| v.to_text());
    Ok(cells.filter(|text| !text.is_empty()).collect())
}

async fn count(engine: &Engine, request: &Request) -> Result<u64, Diagnostic> {
    let answer = engine.query(request).await?;
    let cell = answer.tables.first().and_then(|t| t.rows().next()?.into_iter().next());
    Ok(match cell {
        Some(Value::Long(rows)) => rows.unsigned_abs(),
        _ => 0,
    })
}

/// Where it was looked for, and ids that have the given text in them.
async fn unknown(engine: &Engine, id: &str, tables: &[(String, Vec<String>)], now: i64) -> Failure {
    let mut looked_at = Vec::new();
    let mut similar = BTreeSet::new();
    for (table, columns) in tables {
        let plain = |text: String| Request { text, now, ..Request::default() };
        let rows = count(engine, &plain(format!("{} | count", bracketed(table)))).await.unwrap_or_default();
        looked_at.push(format!("{table} ({rows} rows)"));
        for column in columns.iter().filter(|_| id.chars().count() >= MIN_SIMILAR_CHARS) {
            let text = format!(
                "{} | where {column} contains {} | distinct {column} | take {MAX_SIMILAR}",
                bracketed(table),
                literal(id)
            );
            similar.extend(texts(engine, &plain(text)).await.unwrap_or_default());
        }
    }
    let similar: Vec<String> = similar.into_iter().take(MAX_SIMILAR).collect();
    let near = match similar.is_empty() {
        true => String::new(),
        false => format!("; did you mean {}?", similar.join(" or ")),
    };
    Failure::plain(format!("no message {id} in {}; ids are compared exactly{near}", looked_at.join(", ")))
}
