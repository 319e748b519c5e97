//! What differs, in words.

use serde_json::Value as Json;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    Columns {
        expected: Vec<String>,
        actual: Vec<String>,
    },
    Types {
        expected: Vec<String>,
        actual: Vec<String>,
    },
    RowCount {
        expected: usize,
        actual: usize,
    },
    Cell {
        row: usize,
        column: String,
        expected: Json,
        actual: Json,
    },
    /// No row of the answer equals this one; `one_left` is the first that is left over.
    Row {
        row: usize,
        expected: Vec<Json>,
        one_left: Vec<Json>,
    },
    /// How many tables the answer consists of.
    Tables {
        expected: usize,
        actual: usize,
    },
}

impl Difference {
    /// One word for a statistic.
    pub fn kind(&self) -> &'static str {
        match self {
            Difference::Columns { .. } => "columns",
            Difference::Types { .. } => "types",
            Difference::RowCount { .. } => "rows",
            Difference::Cell { .. } | Difference::Row { .. } => "cells",
            Difference::Tables { .. } => "tables",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row_text = |row: &[Json]| Json::from(row.to_vec()).to_string();
        match self {
            Difference::Columns { expected, actual } => {
                write!(f, "columns: expected {}, got {}", expected.join(", "), actual.join(", "))
            }
            Difference::Types { expected, actual } => {
                write!(f, "types: expected {}, got {}", expected.join(", "), actual.join(", "))
            }
            Difference::RowCount { expected, actual } => write!(f, "expected {expected} rows, got {actual}"),
            Difference::Cell { row, column, expected, actual } => {
                write!(f, "row {}, column {column}: expected {expected}, got {actual}", row + 1)
            }
            Difference::Row { row, expected, one_left } => {
                write!(f, "expected row {} {}, which is missing", row + 1, row_text(expected))?;
                if one_left.is_empty() { Ok(()) } else { write!(f, "; left over is {}", row_text(one_left)) }
            }
            Difference::Tables { expected, actual } => write!(f, "expected {expected} tables, got {actual}"),
        }
    }
}
