//! The rows that findings came from.

use super::keys;
use crate::commands::test::bench::Bench;
use crate::failure::Failure;
use crate::rule::placed;
use lurcher_engine::Request;
use lurcher_rules::Rule;
use lurcher_types::{Table, Value};

/// Rows of a table, each with a value for every column.
pub struct Picked {
    pub table: Table,
    pub rows: Vec<Vec<Value>>,
}

/// Runs the rule, and looks up what its first findings share with the tables that it reads; then what shares a message
/// with those rows.
pub fn pick(bench: &Bench, rule: &Rule, request: &Request, limit: usize) -> Result<Vec<Picked>, Failure> {
    let engine = &bench.opened.engine;
    let failed = |d| Failure::plain(placed(rule, &d));
    let checked = bench.check(engine, request).map_err(failed)?;
    let findings = bench.ask(engine, request).map_err(failed)?;
    let rows: usize = findings.iter().map(|t| t.rows.len()).sum();
    if rows == 0 {
        return Err(Failure::plain("there is nothing to record: the rule finds nothing in these data at this clock"));
    }
    let tables: Vec<Table> = checked.program.tables.iter().filter_map(|name| engine.schemas().table(name)).collect();
    let mut texts = keys::of_findings(&findings);
    for table in &tables {
        let rows = rows_with(bench, table, keys::shared(table, &texts), request, limit)?;
        keys::messages(table, &rows, &mut texts);
    }
    let pick = |shared: &dyn Fn(&Table) -> Option<String>| -> Result<Vec<Picked>, Failure> {
        let picked = tables.iter().map(|table| {
            let rows = rows_with(bench, table, shared(table), request, limit)?;
            Ok(Picked { table: table.clone(), rows })
        });
        picked.collect()
    };
    let picked = pick(&|table| keys::shared(table, &texts))?;
    match picked.iter().all(|p| p.rows.is_empty()) {
        true => pick(&|table| keys::shared_by_name(table, &findings)),
        false => Ok(picked),
    }
}

/// Rows up to the clock, those first that share most, and of those the newest.
fn rows_with(
    bench: &Bench,
    table: &Table,
    shared: Option<String>,
    request: &Request,
    limit: usize,
) -> Result<Vec<Vec<Value>>, Failure> {
    let Some(shared) = shared else { return Ok(Vec::new()) };
    let columns: Vec<String> = table.columns.iter().map(|c| format!("['{}']", c.name)).collect();
    let time = ["Timestamp", "TimeGenerated"].into_iter().find(|name| table.column(name).is_some());
    let (passed, newest) = match time {
        Some(time) => (format!("where {time} <= now() |"), format!(", {time} desc")),
        None => (String::new(), String::new()),
    };
    let text = format!(
        "['{}'] | {passed} extend ['shared keys'] = {shared} | where ['shared keys'] > 0 | sort by ['shared keys'] desc{newest} \
         | take {limit} | project {}",
        table.name,
        columns.join(", ")
    );
    let request = Request { text, now: request.now, as_of: request.as_of, ..Request::default() };
    let answered =
        bench.ask(&bench.opened.engine, &request).map_err(|d| Failure::plain(format!("{}: {d}", table.name)))?;
    Ok(answered.into_iter().flat_map(|t| t.rows).collect())
}
