//! The rows that are followed: found in their tables, and told apart by as few columns as do.

use super::ask::first;
use super::report::{FollowedRow, Named};
use super::{RowsOf, refused};
use crate::answer::{AnswerTable, HiddenRows, Request};
use crate::catalog::Snapshot;
use crate::session::Engine;
use lurcher_semantics::bound::*;
use lurcher_semantics::{FollowedTable, MAX_FOLLOWED_ROWS, Probes};
use lurcher_syntax::{Diagnostic, Span, Stage};
use lurcher_types::{Type, Value};
use std::collections::{BTreeMap, HashSet};

/// Rows that are read to find those that differ.
const MAX_ROWS_READ: usize = 10_000;

/// What a predicate over rows is called in errors of the binder.
const NAME: &str = "--row";

/// Columns that tell a reader most, the best first.
const TELLING: &[&str] = &[
    "RecipientEmailAddress",
    "Url",
    "FileName",
    "AccountUpn",
    "ActionType",
    "Action",
    "NetworkMessageId",
    "Subject",
    "SenderFromAddress",
    "Timestamp",
    "TimeGenerated",
    "ReportId",
];

/// The followed rows of each table, and all of them for a reader.
pub async fn find(
    engine: &Engine,
    request: &Request,
    snapshot: &dyn Snapshot,
    wanted: &[RowsOf],
) -> Result<(Vec<FollowedTable>, Vec<FollowedRow>), Diagnostic> {
    let (mut tables, mut rows) = (Vec::new(), Vec::new());
    for of in wanted {
        let (table, found) = of_table(engine, request, snapshot, of, rows.len()).await?;
        if found.is_empty() {
            continue;
        }
        tables.push(table);
        rows.extend(found);
        if rows.len() > MAX_FOLLOWED_ROWS {
            let message = format!(
                "{} rows are to be followed, and {MAX_FOLLOWED_ROWS} can be at once (MAX_FOLLOWED_ROWS)",
                rows.len()
            );
            return Err(refused(Span::default(), message).with_help("a narrower predicate names fewer of them"));
        }
    }
    Ok((tables, rows))
}

async fn of_table(
    engine: &Engine,
    request: &Request,
    snapshot: &dyn Snapshot,
    of: &RowsOf,
    first_bit: usize,
) -> Result<(FollowedTable, Vec<FollowedRow>), Diagnostic> {
    let hidden = HiddenRows {
        name: NAME.to_owned(),
        table: Some(of.table.clone()),
        predicate: of.predicate.clone(),
        alone: true,
    };
    let text = format!("['{}']", of.table.replace('\\', "\\\\").replace('\'', "\\'"));
    let asked = Request { text, now: request.now, seed: request.seed, hidden: vec![hidden], ..Request::default() };
    let (program, context) =
        engine.bound_as(&asked, snapshot, Probes::Open, &mut None).map_err(|d| told(d, &of.table))?;
    let result = program.results.first().map(|r| &r.rel);
    let Some(Rel { kind: RelKind::Filter { input, predicate }, .. }) = result else {
        return Err(wrong(format!("{}: its rows cannot be followed, for it is no table of the data", of.table)));
    };
    if !matches!(input.kind, RelKind::Table { .. }) || !program.steps.is_empty() {
        return Err(wrong(format!("{}: a predicate over the row alone is wanted, without other tables", of.table)));
    }
    let (input, predicate) = (input.as_ref().clone(), predicate.clone());
    let rel = first(result.cloned().unwrap_or_else(|| input.clone()), MAX_ROWS_READ + 1);
    let results = vec![ResultTable { rel, render: None, name: None }];
    let answer = engine.run(&Program { results, ..program }, context, &asked, snapshot, None).await?;
    let values: Vec<Vec<Value>> = answer.tables.iter().flat_map(AnswerTable::rows).collect();
    if values.len() > MAX_ROWS_READ {
        let message = format!("more than {MAX_ROWS_READ} rows of {} are to be followed (MAX_ROWS_READ)", of.table);
        return Err(refused(Span::default(), message).with_help("a narrower predicate names fewer of them"));
    }
    let visible: Vec<Col> = input.visible().cloned().collect();
    let chosen = telling_apart(&visible, &values);
    let mut groups: BTreeMap<Vec<String>, (usize, u64)> = BTreeMap::new();
    for (at, row) in values.iter().enumerate() {
        groups.entry(key(row, &chosen)).or_insert((at, 0)).1 += 1;
    }
    let mut picked: Vec<(usize, u64)> = groups.into_values().collect();
    picked.sort();
    let cell = |at: usize, column: &usize| Some((visible.get(*column)?, values.get(at)?.get(*column)?));
    let rows: Vec<Vec<(ColumnId, Value)>> = picked
        .iter()
        .map(|(at, _)| chosen.iter().filter_map(|c| cell(*at, c)).map(|(col, v)| (col.id, v.clone())).collect())
        .collect();
    let named = shown(&visible, &chosen);
    let found = picked.iter().map(|(at, count)| FollowedRow {
        table: of.table.clone(),
        values: named
            .iter()
            .filter_map(|c| cell(*at, c))
            .map(|(col, value)| Named { name: col.name.clone(), value: value.clone() })
            .collect(),
        count: *count,
    });
    let found = found.collect();
    let rel = only(input, &predicate, &rows);
    Ok((FollowedTable { rel, predicate, rows, first_bit }, found))
}

/// The places of columns by which rows that differ can be told apart, as few as a greedy choice finds.
fn telling_apart(columns: &[Col], rows: &[Vec<Value>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(is_comparable)).collect();
    let rank = |at: &usize| {
        let name = columns.get(*at).map_or("", |c| c.name.as_str());
        TELLING.iter().position(|t| *t == name).unwrap_or(TELLING.len())
    };
    order.sort_by_key(rank);
    let count = |chosen: &[usize]| rows.iter().map(|row| key(row, chosen)).collect::<HashSet<_>>().len();
    let mut chosen = Vec::new();
    let mut groups = count(&chosen);
    for at in order {
        if groups >= rows.len() {
            break;
        }
        chosen.push(at);
        let now = count(&chosen);
        if now > groups {
            groups = now;
        } else {
            chosen.pop();
        }
    }
    chosen
}

/// A value that equals itself, and nothing else.
fn is_comparable(col: &Col) -> bool {
    !matches!(col.kql_type, Type::Dynamic | Type::Real | Type::Decimal) && col.open == Open::No
}

fn key(row: &[Value], columns: &[usize]) -> Vec<String> {
    columns
        .iter()
        .map(|at| row.get(*at).map(|v| format!("{} {}", v.is_null(), v.to_text())).unwrap_or_default())
        .collect()
}

/// What tells the rows apart, and if nothing needs to, what says most.
fn shown(columns: &[Col], chosen: &[usize]) -> Vec<usize> {
    if !chosen.is_empty() {
        return chosen.to_vec();
    }
    TELLING.iter().filter_map(|name| columns.iter().position(|c| c.name == *name)).take(1).collect()
}

/// The table with only the columns that the predicate and the rows speak of.
fn only(mut rel: Rel, predicate: &Expr, rows: &[Vec<(ColumnId, Value)>]) -> Rel {
    let mut needed: HashSet<ColumnId> = rows.iter().flatten().map(|(id, _)| *id).collect();
    read(predicate, &mut needed);
    if let RelKind::Table { source_columns, .. } = &mut rel.kind {
        let mut kept = rel.columns.iter().map(|c| needed.contains(&c.id));
        source_columns.retain(|_| kept.next().unwrap_or_default());
    }
    rel.columns.retain(|c| needed.contains(&c.id));
    rel
}

fn read(e: &Expr, needed: &mut HashSet<ColumnId>) {
    if let ExprKind::Column(id) = e.kind {
        needed.insert(id);
    }
    e.children().into_iter().for_each(|c| read(c, needed));
}

/// The binder takes the predicate for an exclusion.
fn told(mut d: Diagnostic, table: &str) -> Diagnostic {
    let said = d.message.replace(&format!("the exclusion `{NAME}`"), "the predicate");
    d.message = format!("{table}: {said}");
    d.span = Span::default();
    d
}

fn wrong(message: String) -> Diagnostic {
    Diagnostic::new("LUR115", Stage::Bind, Span::default(), message)
}
