//! `.kqlt`: tests as text files that a user of KQL can read and write. `tests/kqlt/README.md` describes the format.

mod parse;
mod print;
mod run;

pub use parse::{ParseError, parse};
pub use run::{ErrorAtPlace, Failure, Outcome, Report, complete, files, run, run_file};

use crate::{Column, Table};
use serde_json::Value as Json;

/// `now()` of a case that does not set its clock.
pub const DEFAULT_NOW: &str = "2024-01-01T00:00:00Z";

#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    /// Comment lines before the first case, without their `#`.
    pub notes: Vec<String>,
    pub cases: Vec<Case>,
}

/// One query with what it reads and what it must answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub title: String,
    /// Where the title stands in the file, counted from 1.
    pub line: usize,
    /// Comment lines below the title, without their `#`.
    pub notes: Vec<String>,
    pub now: Option<String>,
    pub tables: Vec<Table>,
    pub query: String,
    pub expect: Expect,
}

impl Case {
    pub fn now(&self) -> &str {
        self.now.as_deref().unwrap_or(DEFAULT_NOW)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Expect {
    /// Nothing is written yet: to be completed.
    Missing,
    /// The tables that the query answers, mostly one.
    Answers(Vec<ExpectedTable>),
    Error(ExpectedError),
}

#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedTable {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Json>>,
    /// The rows must come in this order.
    pub in_order: bool,
}

/// A refusal: its code, and the place in the query, by line, column (both from 1) and the text that stands there.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedError {
    pub code: String,
    pub line: usize,
    pub column: usize,
    pub text: String,
}
