//! What a query is asked with, and what it comes to.

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, RecordBatchOptions, UInt64Array};
use datafusion::arrow::compute::take_record_batch;
use datafusion::execution::memory_pool::MemoryReservation;
use lurcher_planner::array_value;
use lurcher_semantics::Mutation;
use lurcher_semantics::bound::{Program, Render};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::collections::HashMap;
use std::sync::Arc;

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
    /// Predicates that are dropped or negated, to see whether anybody notices.
    pub mutations: Vec<(Span, Mutation)>,
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
    pub(crate) held: Vec<MemoryReservation>,
}

#[derive(Debug)]
pub struct AnswerTable {
    pub columns: Vec<AnswerColumn>,
    pub batches: Vec<RecordBatch>,
    /// Rows that were counted and not kept.
    pub rows_let_go: usize,
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
    /// Of all rows, those that were let go too.
    pub fn row_count(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum::<usize>() + self.rows_let_go
    }

    /// All rows that were kept as values, in order.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        self.batches.iter().flat_map(move |batch| {
            (0..batch.num_rows()).map(move |row| {
                self.columns.iter().zip(batch.columns()).map(|(c, array)| array_value(c.kql_type, array, row)).collect()
            })
        })
    }
}

impl Answer {
    /// Keeps only the first rows of each table, and gives back the memory of the others; how many there were is still known.
    /// What is drawn is kept whole.
    pub fn keep_first(&mut self, most: usize) {
        for (table, held) in self.tables.iter_mut().zip(&mut self.held) {
            if table.render.is_none() && table.row_count() > most {
                let all = table.row_count();
                table.batches = first_rows(&table.batches, most);
                table.rows_let_go = all - table.batches.iter().map(RecordBatch::num_rows).sum::<usize>();
                let bytes = table.batches.iter().map(RecordBatch::get_array_memory_size).sum();
                // Never more than was set aside for all of them.
                held.shrink(held.size().saturating_sub(bytes));
            }
        }
    }
}

/// Copies, so that the buffers of the whole are free.
fn first_rows(batches: &[RecordBatch], most: usize) -> Vec<RecordBatch> {
    let (mut kept, mut room) = (Vec::new(), most);
    for batch in batches {
        if room == 0 {
            break;
        }
        let rows = batch.num_rows().min(room);
        kept.push(copied(batch, rows).unwrap_or_else(|| batch.slice(0, rows)));
        room -= rows;
    }
    kept
}

fn copied(batch: &RecordBatch, rows: usize) -> Option<RecordBatch> {
    let copy = take_record_batch(batch, &UInt64Array::from_iter_values(0..rows as u64)).ok()?;
    // Texts would still point into the buffers of all.
    let columns = copy.columns().iter().map(|column| match column.as_string_view_opt() {
        Some(texts) => Arc::new(texts.gc()) as ArrayRef,
        None => column.clone(),
    });
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(copy.schema(), columns.collect(), &options).ok()
}

/// A query that binds: its columns, and what it reads.
pub struct Checked {
    pub program: Program,
    pub tables: Vec<Vec<AnswerColumn>>,
    pub without_data: Vec<String>,
}
