//! How an answer departs from what was expected, and how that reads.

use lurcher_types::{Value, dynamic, time};
use serde_json::{Map, Value as Json};

/// Rows shown of each kind.
const SHOWN_ROWS: usize = 10;
/// Characters shown of a value.
const SHOWN_CHARS: usize = 120;

#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    Hit {
        expected: bool,
        rows: usize,
    },
    Count {
        expected: u64,
        got: usize,
    },
    /// The test names a column that the answer lacks.
    NoColumn {
        column: String,
        has: Vec<String>,
    },
    /// Columns that a row of a test which is to be exact does not name.
    OtherColumns {
        columns: Vec<String>,
    },
    /// An expected row that did not come.
    Missing {
        row: Map<String, Json>,
        nearest: Option<Nearest>,
    },
    /// A row that nobody expected.
    TooMany {
        row: Vec<(String, Value)>,
    },
    /// A row that came, for whoever wonders about a count.
    Came {
        row: Vec<(String, Value)>,
    },
}

/// The row that is most like a missing one.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Counted from 1.
    pub number: usize,
    /// It is what another expected row wants.
    pub taken: bool,
    pub cells: Vec<CellDifference>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CellDifference {
    pub column: String,
    pub expected: Json,
    /// Nothing where the row's table has no such column.
    pub got: Option<Value>,
}

/// The differences as lines: `-` what is missing, `+` what is too many.
pub fn lines(differences: &[Difference]) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut missing, mut too_many, mut came) = (0, 0, 0);
    for difference in differences {
        match difference {
            Difference::Hit { expected: true, rows: 0 } => lines.push("expected a hit, and no row came".to_owned()),
            Difference::Hit { expected: true, rows } => {
                lines.push(format!("expected a hit, and {} below the rule's threshold", came_rows(*rows)));
            }
            Difference::Hit { expected: false, rows } => {
                lines.push(format!("expected no hit, and {}", came_rows(*rows)))
            }
            Difference::Count { expected, got } => {
                let rows = if *expected == 1 { "row" } else { "rows" };
                lines.push(format!("expected {expected} {rows}, and {}", came_rows(*got)));
            }
            Difference::NoColumn { column, has } => {
                lines.push(format!("the answer has no column `{column}`, but {}", has.join(", ")));
            }
            Difference::OtherColumns { columns } => {
                lines.push(format!("`exactly` is said, and a row does not name {}", columns.join(", ")));
            }
            Difference::Missing { row, nearest } => {
                missing += 1;
                if missing <= SHOWN_ROWS {
                    let cells = row.iter().map(|(name, value)| format!("{name}: {}", shown_json(value)));
                    lines.push(format!("- missing  {}", cells.collect::<Vec<_>>().join(", ")));
                    lines.extend(nearest.iter().flat_map(nearest_lines));
                }
            }
            Difference::TooMany { row } => {
                too_many += 1;
                if too_many <= SHOWN_ROWS {
                    lines.push(format!("+ too many {}", shown_row(row)));
                }
            }
            Difference::Came { row } => {
                came += 1;
                if came <= SHOWN_ROWS {
                    lines.push(format!("+ came     {}", shown_row(row)));
                }
            }
        }
    }
    for (count, what) in [(missing, "missing"), (too_many, "too many"), (came, "came")] {
        if count > SHOWN_ROWS {
            lines.push(
                format!("  and {} more rows that are {what}", count - SHOWN_ROWS).replace("that are came", "that came"),
            );
        }
    }
    lines
}

fn nearest_lines(nearest: &Nearest) -> Vec<String> {
    if nearest.cells.is_empty() {
        return vec![format!("    row {} is like it, and is expected already", nearest.number)];
    }
    let whose = if nearest.taken { ", which is expected already" } else { "" };
    let mut lines = vec![format!("    nearest is row {}{whose}:", nearest.number)];
    lines.extend(nearest.cells.iter().map(|cell| {
        let got = cell.got.as_ref().map_or("no such column".to_owned(), shown);
        format!("      {}: expected {}, got {got}", cell.column, shown_json(&cell.expected))
    }));
    lines
}

fn came_rows(rows: usize) -> String {
    match rows {
        0 => "none came".to_owned(),
        1 => "1 row came".to_owned(),
        n => format!("{n} rows came"),
    }
}

/// Empty values are left out: a row of a table has dozens.
fn shown_row(row: &[(String, Value)]) -> String {
    let filled = row.iter().filter(|(_, value)| !value.to_text().is_empty());
    let cells: Vec<String> = filled.map(|(name, value)| format!("{name}: {}", shown(value))).collect();
    if cells.is_empty() { "(all values are empty)".to_owned() } else { cells.join(", ") }
}

fn shown(value: &Value) -> String {
    cut(match value {
        Value::Null(_) => "null".to_owned(),
        Value::String(text) => Json::from(text.as_str()).to_string(),
        Value::Datetime(ticks) => time::format_datetime_wire(*ticks),
        Value::Dynamic(encoded) => dynamic::to_json(encoded).into_owned(),
        other => other.to_text(),
    })
}

fn shown_json(value: &Json) -> String {
    cut(value.to_string())
}

fn cut(text: String) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
