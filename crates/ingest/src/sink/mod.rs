//! Where rows go.

mod memory;
mod parquet;
mod stored;

use arrow::array::RecordBatch;

use crate::IngestError;

pub use memory::MemorySink;
pub use parquet::{ParquetOptions, ParquetSink, Partition};

/// Takes batches of typed rows. The fields of a batch carry their KQL types.
pub trait Sink {
    fn batch(&mut self, table: &str, batch: RecordBatch) -> Result<(), IngestError>;

    /// Called once, when all batches have been taken.
    fn finish(&mut self) -> Result<(), IngestError> {
        Ok(())
    }
}
