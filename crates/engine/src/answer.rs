//! What a query is asked with, and what it comes to.

use datafusion::arrow::array::RecordBatch;
use datafusion::execution::memory_pool::MemoryReservation;
use lurcher_planner::array_value;
use lurcher_semantics::Mutation;
use lurcher_semantics::bound::{Program, Render};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::collections::HashMap;

/// A query and its circumstances.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub text: String,
    /// `now()`, in ticks.
    pub now: i64,
    /// Rows later than this are hidden.
    pub as_of: Option<i64>,
    /// Values for `declare query_parameters`.
    pub parameters: HashMap<String, String>,
    pub seed: u64,
    /// Values in place of those in the text.
    pub chosen: Vec<ChosenValue>,
    /// Rows that the query is not to see or answer with.
    pub hidden: Vec<HiddenRows>,
    /// A predicate that is dropped or negated, to see whether anybody notices.
    pub mutation: Option<(Span, Mutation)>,
}

/// A value for a parameter of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenValue {
    pub name: String,
    pub kql_type: Type,
    /// The value as text: `Contoso`, `7d`, `[1, 2]`.
    pub text: String,
    /// The literal that it stands for, as written in the query; none where it stands for the `let` of its name.
    pub replaces: Option<String>,
}

/// Rows for which a predicate is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenRows {
    /// What errors call it.
    pub name: String,
    /// The table whose rows are hidden wherever the query reads it; none for rows of the answer.
    pub table: Option<String>,
    /// The predicate, in KQL.
    pub predicate: String,
    /// The other way round: these rows alone are seen.
    pub alone: bool,
}

/// What a query came to.
#[derive(Debug)]
pub struct Answer {
    pub tables: Vec<AnswerTable>,
    pub warnings: Vec<String>,
    /// Known tables that the query reads and that have no data.
    pub without_data: Vec<String>,
    /// The memory of its rows counts until it is dropped.
    pub(crate) _held: Vec<MemoryReservation>,
}

#[derive(Debug)]
pub struct AnswerTable {
    pub columns: Vec<AnswerColumn>,
    pub batches: Vec<RecordBatch>,
    pub render: Option<Render>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerColumn {
    pub name: String,
    pub kql_type: Type,
    /// Nobody knows the type: the column comes from a function whose text is not at hand. Never so in rows.
    pub unknown: bool,
}

impl AnswerColumn {
    pub fn type_name(&self) -> &'static str {
        if self.unknown { "unknown" } else { self.kql_type.name() }
    }
}

impl AnswerTable {
    pub fn row_count(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// All rows as values, in order.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        self.batches.iter().flat_map(move |batch| {
            (0..batch.num_rows()).map(move |row| {
                self.columns.iter().zip(batch.columns()).map(|(c, array)| array_value(c.kql_type, array, row)).collect()
            })
        })
    }
}

/// A query that binds: its columns, and what it reads.
pub struct Checked {
    pub program: Program,
    pub tables: Vec<Vec<AnswerColumn>>,
    pub without_data: Vec<String>,
}
