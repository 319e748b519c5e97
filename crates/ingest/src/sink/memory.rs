//! Keeps all batches.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;

use super::Sink;
use crate::IngestError;

#[derive(Debug, Default)]
pub struct MemorySink {
    pub tables: BTreeMap<String, Vec<RecordBatch>>,
}

impl Sink for MemorySink {
    fn batch(&mut self, table: &str, batch: RecordBatch) -> Result<(), IngestError> {
        self.tables.entry(table.to_owned()).or_default().push(batch);
        Ok(())
    }
}
