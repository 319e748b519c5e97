//! Rows that stay in memory are counted against the memory of all queries.

use datafusion::arrow::array::{Array, ArrayData, RecordBatch};
use datafusion::arrow::buffer::Buffer;
use datafusion::common::Result;
use datafusion::execution::memory_pool::{MemoryConsumer, MemoryPool, MemoryReservation};
use std::collections::HashSet;
use std::sync::Arc;

/// Batches that are kept, and the memory that is set aside for them.
#[derive(Debug)]
pub struct Held {
    batches: Vec<RecordBatch>,
    reservation: MemoryReservation,
    /// Where the buffers lie that are counted already: batches share those of texts.
    counted: HashSet<usize>,
}

impl Held {
    /// `what` names the holder where the limit is reached.
    pub fn new(what: &str, pool: &Arc<dyn MemoryPool>) -> Held {
        let reservation = MemoryConsumer::new(what).register(pool);
        Held { batches: Vec::new(), reservation, counted: HashSet::new() }
    }

    pub fn push(&mut self, batch: RecordBatch) -> Result<()> {
        let mut bytes = 0;
        for column in batch.columns() {
            self.count(&column.to_data(), &mut bytes);
        }
        self.reservation.try_grow(bytes)?;
        self.batches.push(batch);
        Ok(())
    }

    pub fn into_parts(self) -> (Vec<RecordBatch>, MemoryReservation) {
        (self.batches, self.reservation)
    }

    fn count(&mut self, data: &ArrayData, bytes: &mut usize) {
        let nulls = data.nulls().map(|nulls| nulls.buffer());
        for buffer in data.buffers().iter().chain(nulls) {
            self.count_once(buffer, bytes);
        }
        data.child_data().iter().for_each(|child| self.count(child, bytes));
    }

    fn count_once(&mut self, buffer: &Buffer, bytes: &mut usize) {
        if self.counted.insert(buffer.data_ptr().as_ptr() as usize) {
            *bytes += buffer.capacity();
        }
    }
}
