use super::{is_wanted, runtime};
use crate::arguments::Tables;
use crate::data::{self, Opened};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use lurcher_engine::catalog::Snapshot;
use lurcher_schema::Schemas;
use lurcher_types::time::format_datetime_wire;
use lurcher_types::{Side, Table};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// What is known of a table's rows.
struct Rows {
    count: Option<u64>,
    range: Option<(i64, i64)>,
}

/// `lurcher tables`: what can be queried.
pub fn run(tables: &Tables) -> Result<ExitCode, Failure> {
    let opened = data::open(&tables.data)?;
    let schemas = opened.engine.schemas();
    let with_data = runtime()?.block_on(rows(&opened))?;
    let pattern = tables.name.as_deref();
    if let Some(name) = pattern.filter(|n| !n.contains('*')) {
        let table = schemas.table(name).ok_or_else(|| data::unknown_table(name, schemas))?;
        let text = match tables.json {
            true => format!("{}\n", object(&table, with_data.get(name), true)),
            false => described(&table, with_data.get(name)),
        };
        write_text(None, &text)?;
        return Ok(ExitCode::SUCCESS);
    }
    let names: Vec<&str> = schemas.names().into_iter().filter(|n| is_wanted(n, pattern)).collect();
    if names.is_empty() {
        return Err(Failure::plain(format!("no table's name is like `{}`", pattern.unwrap_or_default())));
    }
    let text = match tables.json {
        true => {
            let found = names.iter().filter_map(|n| schemas.table(n));
            let objects: Vec<Json> = found.map(|t| object(&t, with_data.get(&t.name), false)).collect();
            format!("{}\n", Json::Array(objects))
        }
        false => listed(&names, schemas, &with_data, pattern.is_some()),
    };
    write_text(None, &text)?;
    Ok(ExitCode::SUCCESS)
}

async fn rows(opened: &Opened) -> Result<BTreeMap<String, Rows>, Failure> {
    let snapshot = opened.engine.snapshot().await.map_err(Failure::plain)?;
    let mut all = BTreeMap::new();
    for name in snapshot.names() {
        all.insert(name.clone(), of_table(snapshot.as_ref(), &name).await?);
    }
    Ok(all)
}

async fn of_table(snapshot: &dyn Snapshot, name: &str) -> Result<Rows, Failure> {
    let count = snapshot.rows(name).await.map_err(Failure::plain)?;
    let range = snapshot.time_range(name).await.map_err(Failure::plain)?;
    Ok(Rows { count, range: range.map(|r| (r.first, r.last)) })
}

impl Rows {
    fn told(&self) -> String {
        let count = self.count.map_or("some rows".to_owned(), |c| format!("{c} rows"));
        match self.range {
            Some((first, last)) => {
                format!("{count}, {} to {}", format_datetime_wire(first), format_datetime_wire(last))
            }
            None => count,
        }
    }
}

fn listed(names: &[&str], schemas: &Schemas, with_data: &BTreeMap<String, Rows>, all: bool) -> String {
    let style = Style::of(false);
    let mut out = String::new();
    for name in names {
        if let Some(rows) = with_data.get(*name) {
            out.push_str(&format!("{}  {}\n", style.bold(name), rows.told()));
        }
    }
    let without: Vec<&&str> = names.iter().filter(|n| !with_data.contains_key(**n)).collect();
    if !all {
        out.push_str(&format!(
            "{} more tables are known and have no data here; `lurcher tables 'Email*'` lists some, `'*'` all\n",
            without.len()
        ));
        return out;
    }
    for name in without {
        let description = schemas.table(name).map(|t| t.description).unwrap_or_default();
        out.push_str(&format!("{name}  {}\n", style.faint(&format!("no data  {}", printable(&description)))));
    }
    out
}

fn described(table: &Table, rows: Option<&Rows>) -> String {
    let style = Style::of(false);
    let mut out = format!("{}  {}\n", style.bold(&table.name), rows.map_or("no data".to_owned(), Rows::told));
    if !table.description.is_empty() {
        out.push_str(&format!("{}\n", printable(&table.description)));
    }
    let widest = table.columns.iter().map(|c| c.name.chars().count()).max().unwrap_or(0);
    for column in &table.columns {
        let side = match column.side {
            Side::Both => "",
            Side::Xdr => " [xdr only]",
            Side::Sentinel => " [sentinel only]",
        };
        let name = format!("{:<widest$}", printable(&column.name));
        let line = format!("  {name}  {:<8}  {}{side}", column.kql_type.name(), printable(&column.description));
        out.push_str(&format!("{}\n", line.trim_end()));
    }
    out
}

fn object(table: &Table, rows: Option<&Rows>, columns: bool) -> Json {
    let side = |side: Side| match side {
        Side::Both => json!(["xdr", "sentinel"]),
        Side::Xdr => json!(["xdr"]),
        Side::Sentinel => json!(["sentinel"]),
    };
    let mut object = json!({
        "name": table.name, "description": table.description, "has_data": rows.is_some(),
        "rows": rows.and_then(|r| r.count),
        "first": rows.and_then(|r| r.range).map(|r| format_datetime_wire(r.0)),
        "last": rows.and_then(|r| r.range).map(|r| format_datetime_wire(r.1)),
    });
    if columns {
        let columns = table.columns.iter().map(
            |c| json!({"name": c.name, "type": c.kql_type.name(), "sides": side(c.side), "description": c.description}),
        );
        object["columns"] = columns.collect();
    }
    object
}
