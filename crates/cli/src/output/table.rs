//! Rows as a person reads them: a line each where the columns fit, else a line per value.

use super::terminal::{Style, fit, pad, printable, width};
use lurcher_engine::{AnswerColumn, AnswerTable};
use lurcher_types::{Type, Value, dynamic, time};

/// Rows shown without `--limit`.
pub const DEFAULT_ROWS: usize = 1000;
/// Where nothing else bounds a cell, this does: a table is for reading.
const MAX_CELL: usize = 300;
/// Narrower columns tell nothing.
const MIN_CELL: usize = 8;
/// So few rows are rather read value by value than cut short to this.
const FEW_ROWS: usize = 5;
const CUT_OF_FEW: usize = 24;
const GAP: &str = "  ";

/// The rows of a table, as many as wanted.
pub fn rows(table: &AnswerTable, style: Style, limit: usize) -> String {
    let cells: Vec<Vec<String>> = table.rows().take(limit).map(|row| row.iter().map(cell).collect()).collect();
    let names: Vec<String> = table.columns.iter().map(|c| fit(&printable(&c.name), MAX_CELL)).collect();
    match widths(&names, &cells, style.width) {
        Some(widths) => lines(&table.columns, &names, &cells, &widths, style),
        None => records(&names, &cells, style),
    }
}

/// `12 rows`, and how many of them were shown.
pub fn count(table: &AnswerTable, limit: usize) -> String {
    let all = table.row_count();
    let rows = if all == 1 { "1 row".to_owned() } else { format!("{all} rows") };
    if all > limit { format!("{rows}, the first {limit} shown (--limit N shows more)") } else { rows }
}

/// One cell on one line.
pub fn cell(value: &Value) -> String {
    let text = match value {
        Value::Datetime(ticks) => time::format_datetime_wire(*ticks),
        Value::Dynamic(encoded) => dynamic::to_json(encoded).into_owned(),
        other => other.to_text(),
    };
    fit(&printable(&text), MAX_CELL)
}

/// The width of each column, or nothing where so many do not fit.
fn widths(names: &[String], cells: &[Vec<String>], available: Option<usize>) -> Option<Vec<usize>> {
    let mut natural: Vec<usize> = names.iter().map(|n| width(n)).collect();
    for row in cells {
        for (widest, cell) in natural.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let Some(available) = available else { return Some(natural) };
    let gaps = GAP.len() * natural.len().saturating_sub(1);
    let total = |cap: usize| natural.iter().map(|w| (*w).min(cap)).sum::<usize>() + gaps;
    // The widest columns give way, all to the same width.
    let least = if cells.len() <= FEW_ROWS { CUT_OF_FEW } else { MIN_CELL };
    let cap = (least..=MAX_CELL).rev().find(|cap| total(*cap) <= available)?;
    Some(natural.into_iter().map(|w| w.min(cap)).collect())
}

fn lines(columns: &[AnswerColumn], names: &[String], cells: &[Vec<String>], widths: &[usize], style: Style) -> String {
    let right: Vec<bool> = columns.iter().map(|c| is_number(c.kql_type)).collect();
    let line = |texts: &[String]| {
        let padded = texts.iter().zip(widths).zip(&right).map(|((text, w), right)| pad(text, *w, *right));
        padded.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
    let mut out = format!("{}\n{}\n", style.bold(&line(names)), style.faint(&rule.join(GAP)));
    for row in cells {
        out.push_str(&line(row));
        out.push('\n');
    }
    out
}

fn records(names: &[String], cells: &[Vec<String>], style: Style) -> String {
    let widest = names.iter().map(|n| width(n)).max().unwrap_or(0).min(40);
    let room = style.width.unwrap_or(MAX_CELL).saturating_sub(widest + GAP.len()).max(MIN_CELL);
    let mut out = String::new();
    for (number, row) in cells.iter().enumerate() {
        out.push_str(&style.faint(&format!("── row {} ──", number + 1)));
        out.push('\n');
        for (name, cell) in names.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            out.push_str(&format!("{}{GAP}{}\n", style.bold(&pad(name, widest, false)), fit(cell, room)));
        }
    }
    if !cells.is_empty() {
        out.push_str(&style.faint("(empty values are left out)"));
        out.push('\n');
    }
    out
}

pub fn is_number(t: Type) -> bool {
    matches!(t, Type::Int | Type::Long | Type::Real | Type::Decimal)
}
