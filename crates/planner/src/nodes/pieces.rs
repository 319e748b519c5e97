//! A kernel at work on a stream of batches, a piece of a batch at a time.

use super::{KernelRef, Produced, Run};
use datafusion::arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::Result;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::physical_expr::PhysicalExpr;
use std::sync::Arc;

/// The most rows of a piece, where the kernel wants few but takes more that are small.
const MOST_SMALL_ROWS: usize = 8192;

pub struct Pieces {
    kernel: KernelRef,
    run: Box<dyn Run>,
    expressions: Vec<Arc<dyn PhysicalExpr>>,
    keeps_input: bool,
    schema: SchemaRef,
    /// The memory that is set aside for what the kernel remembers.
    remembered: MemoryReservation,
    /// The batch at hand, and how many of its rows are done.
    batch: Option<(RecordBatch, usize)>,
    /// How many rows the next piece has: more and more while rows turn out small.
    size: usize,
}

impl Pieces {
    pub fn new(
        kernel: KernelRef,
        expressions: Vec<Arc<dyn PhysicalExpr>>,
        keeps_input: bool,
        schema: SchemaRef,
        remembered: MemoryReservation,
    ) -> Pieces {
        let (run, size) = (kernel.start(), kernel.most_rows());
        Pieces { kernel, run, expressions, keeps_input, schema, remembered, batch: None, size }
    }

    /// Takes the next batch, when the last one is done.
    pub fn give(&mut self, batch: RecordBatch) {
        self.batch = Some((batch, 0));
    }

    /// The answer to the next piece; nothing when a batch is wanted.
    pub fn next(&mut self) -> Result<Option<RecordBatch>> {
        let Some((batch, done)) = self.batch.take() else { return Ok(None) };
        let left = batch.num_rows().saturating_sub(done);
        let mut piece = batch.slice(done, left.min(self.size.max(1)));
        let mut arguments = self.arguments(&piece);
        let few = self.kernel.most_rows().max(1);
        if piece.num_rows() > few && !arguments.as_ref().is_ok_and(|a| self.kernel.are_small(a)) {
            self.size = few;
            piece = piece.slice(0, few);
            arguments = self.arguments(&piece);
        }
        let arguments = arguments?;
        if self.size < MOST_SMALL_ROWS && self.kernel.are_small(&arguments) {
            self.size = (2 * self.size).min(MOST_SMALL_ROWS);
        }
        let answer = self.answer(&piece, &arguments)?;
        if piece.num_rows() < left {
            self.batch = Some((batch, done + piece.num_rows()));
        }
        Ok(Some(answer))
    }

    /// The answer to all rows at once.
    pub fn whole(&mut self, batch: &RecordBatch) -> Result<RecordBatch> {
        let arguments = self.arguments(batch)?;
        self.answer(batch, &arguments)
    }

    fn arguments(&self, rows: &RecordBatch) -> Result<Vec<ArrayRef>> {
        self.expressions.iter().map(|e| e.evaluate(rows)?.into_array(rows.num_rows())).collect()
    }

    fn answer(&mut self, piece: &RecordBatch, arguments: &[ArrayRef]) -> Result<RecordBatch> {
        let Produced { take: rows_taken, columns, rows } = self.run.next(arguments, piece.num_rows())?;
        self.remembered.try_resize(self.run.size())?;
        let mut all: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        if self.keeps_input {
            for column in piece.columns() {
                all.push(match &rows_taken {
                    Some(indices) => take(column, indices, None)?,
                    None => column.clone(),
                });
            }
        }
        all.extend(columns);
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        Ok(RecordBatch::try_new_with_options(self.schema.clone(), all, &options)?)
    }
}
