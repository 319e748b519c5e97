//! An answer against what a test expects of it.

use super::difference::{CellDifference, Difference, Nearest};
use super::matching::assign;
use super::rows;
use super::same::same;
use crate::limits::MAX_ROW_COMPARISONS;
use crate::{Expected, Trigger};
use lurcher_types::{Type, Value};
use serde_json::{Map, Value as Json};

/// A table of an answer.
#[derive(Debug, Clone, Default)]
pub struct Answered {
    pub columns: Vec<(String, Type)>,
    pub rows: Vec<Vec<Value>>,
}

/// A row that came, with the columns of its table.
#[derive(Clone, Copy)]
struct Row<'a> {
    columns: &'a [(String, Type)],
    values: &'a [Value],
}

impl Row<'_> {
    fn named(&self) -> Vec<(String, Value)> {
        self.columns.iter().map(|(name, _)| name.clone()).zip(self.values.iter().cloned()).collect()
    }
}

/// Everything in which the answer departs; nothing where the test passes. An error says that the test cannot be asked.
///
/// A rule hits where its trigger fires; where it has none, where there is a row.
pub fn compare(
    expected: &Expected,
    trigger: Option<Trigger>,
    answered: &[Answered],
    now: i64,
) -> Result<Vec<Difference>, String> {
    let rows: Vec<Row> = answered
        .iter()
        .flat_map(|table| table.rows.iter().map(|values| Row { columns: &table.columns, values }))
        .collect();
    let mut differences = Vec::new();
    let hits = trigger.map_or(!rows.is_empty(), |trigger| trigger.fires(rows.len() as u64));
    if let Some(wanted) = expected.hit.filter(|wanted| *wanted != hits) {
        differences.push(Difference::Hit { expected: wanted, rows: rows.len() });
    }
    if let Some(wanted) = expected.count.filter(|wanted| *wanted != rows.len() as u64) {
        differences.push(Difference::Count { expected: wanted, got: rows.len() });
    }
    if let Some(wanted) = &expected.rows {
        differences.extend(of_rows(wanted, expected.exactly, answered, &rows, now)?);
    }
    // A count or a hit alone tells little without the rows.
    if expected.rows.is_none() && !differences.is_empty() {
        differences.extend(rows.iter().map(|row| Difference::Came { row: row.named() }));
    }
    Ok(differences)
}

fn of_rows(
    wanted: &[Map<String, Json>],
    exactly: bool,
    answered: &[Answered],
    rows: &[Row],
    now: i64,
) -> Result<Vec<Difference>, String> {
    if wanted.len().saturating_mul(rows.len()) > MAX_ROW_COMPARISONS {
        return Err(format!("more than {MAX_ROW_COMPARISONS} comparisons of rows (limit MAX_ROW_COMPARISONS)"));
    }
    let unknown = unknown_columns(wanted, answered);
    if !unknown.is_empty() {
        return Ok(unknown);
    }
    let mut differences = if exactly { unnamed_columns(wanted, answered) } else { Vec::new() };
    // By expected row, and by row that came: the columns in which they differ.
    let apart = wanted.iter().map(|w| rows.iter().map(|row| differing(w, *row, now)).collect::<Result<Vec<_>, _>>());
    let apart = apart.collect::<Result<Vec<_>, _>>()?;
    let alike = |others: &Vec<Vec<CellDifference>>| {
        others.iter().enumerate().filter(|(_, cells)| cells.is_empty()).map(|(row, _)| row).collect()
    };
    let fits: Vec<Vec<usize>> = apart.iter().map(alike).collect();
    let own = assign(&fits, rows.len());
    let free: Vec<usize> = (0..rows.len()).filter(|row| !own.contains(&Some(*row))).collect();
    for ((row, others), _) in wanted.iter().zip(apart).zip(&own).filter(|(_, own)| own.is_none()) {
        // A row that serves another expectation is no candidate, if there is one that serves none.
        let candidates = others.into_iter().enumerate().filter(|(at, _)| free.is_empty() || free.contains(at));
        let nearest = candidates.min_by_key(|(at, cells)| (cells.len(), *at));
        let nearest = nearest.map(|(at, cells)| Nearest { number: at + 1, taken: free.is_empty(), cells });
        differences.push(Difference::Missing { row: row.clone(), nearest });
    }
    if exactly {
        let too_many = free.iter().filter_map(|at| rows.get(*at));
        differences.extend(too_many.map(|row| Difference::TooMany { row: row.named() }));
    }
    Ok(differences)
}

/// Columns that the test names and no table of the answer has.
fn unknown_columns(wanted: &[Map<String, Json>], answered: &[Answered]) -> Vec<Difference> {
    let columns: Vec<&str> = answered.iter().flat_map(|t| &t.columns).map(|(name, _)| name.as_str()).collect();
    let mut unknown: Vec<&String> =
        wanted.iter().flat_map(Map::keys).filter(|n| !columns.contains(&n.as_str())).collect();
    unknown.sort();
    unknown.dedup();
    let has: Vec<String> = columns.iter().map(|c| (*c).to_owned()).collect();
    unknown.into_iter().map(|column| Difference::NoColumn { column: column.clone(), has: has.clone() }).collect()
}

/// Columns of the answer that some row of the test does not name.
fn unnamed_columns(wanted: &[Map<String, Json>], answered: &[Answered]) -> Vec<Difference> {
    let names = answered.iter().flat_map(|t| &t.columns).map(|(name, _)| name);
    let unnamed: Vec<String> =
        names.filter(|name| wanted.iter().any(|row| !row.contains_key(*name))).cloned().collect();
    if unnamed.is_empty() { Vec::new() } else { vec![Difference::OtherColumns { columns: unnamed }] }
}

fn differing(wanted: &Map<String, Json>, row: Row, now: i64) -> Result<Vec<CellDifference>, String> {
    let mut cells = Vec::new();
    for (name, json) in wanted {
        let at = row.columns.iter().position(|(column, _)| column == name);
        let found = at.and_then(|at| Some((row.columns.get(at)?.1, row.values.get(at)?)));
        let Some((t, got)) = found else {
            cells.push(CellDifference { column: name.clone(), expected: json.clone(), got: None });
            continue;
        };
        let typed = rows::value(t, json, now);
        let typed = typed.ok_or_else(|| format!("`{name}` of the answer is a {}, and {json} is none", t.name()))?;
        if !same(&typed, got) {
            cells.push(CellDifference { column: name.clone(), expected: json.clone(), got: Some(got.clone()) });
        }
    }
    Ok(cells)
}
