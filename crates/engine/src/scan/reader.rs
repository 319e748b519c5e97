//! Opens files with the footers that are already known.

use bytes::Bytes;
use datafusion::common::exec_err;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::parquet::{DefaultParquetFileReaderFactory, ParquetFileReaderFactory};
use datafusion::error::{DataFusionError, Result};
use datafusion::object_store::local::LocalFileSystem;
use datafusion::object_store::path::Path as StorePath;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::Result as ParquetResult;
use datafusion::parquet::file::metadata::ParquetMetaData;
use datafusion::physical_plan::metrics::ExecutionPlanMetricsSet;
use futures::future::{BoxFuture, FutureExt, ready};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::bound_file::BoundFile;
use super::data_file::DataFile;

/// Readers of the files of one scan.
#[derive(Debug)]
pub struct KnownFiles {
    readers: DefaultParquetFileReaderFactory,
    files: HashMap<StorePath, Arc<DataFile>>,
}

impl KnownFiles {
    pub fn new(files: &[Arc<BoundFile>]) -> KnownFiles {
        let files = files.iter().map(|f| (f.file.meta.location.clone(), f.file.clone())).collect();
        KnownFiles { readers: DefaultParquetFileReaderFactory::new(Arc::new(LocalFileSystem::new())), files }
    }
}

impl ParquetFileReaderFactory for KnownFiles {
    fn create_reader(
        &self,
        partition: usize,
        file: PartitionedFile,
        metadata_size_hint: Option<usize>,
        metrics: &ExecutionPlanMetricsSet,
    ) -> Result<Box<dyn AsyncFileReader + Send>> {
        let known = self.files.get(&file.object_meta.location).cloned();
        let known =
            known.ok_or_else(|| DataFusionError::Internal("the scan opened a file it did not choose".into()))?;
        // Its footer would be read against other bytes.
        if !known.is_current() {
            return exec_err!("{} changed while the query ran", known.path.display());
        }
        let reader = self.readers.create_reader(partition, file, metadata_size_hint, metrics)?;
        Ok(Box::new(KnownFile { reader, footer: known.footer.clone() }))
    }
}

struct KnownFile {
    reader: Box<dyn AsyncFileReader + Send>,
    footer: Arc<ParquetMetaData>,
}

impl AsyncFileReader for KnownFile {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, ParquetResult<Bytes>> {
        self.reader.get_bytes(range)
    }

    fn get_byte_ranges(&mut self, ranges: Vec<Range<u64>>) -> BoxFuture<'_, ParquetResult<Vec<Bytes>>> {
        self.reader.get_byte_ranges(ranges)
    }

    /// The page index is not part of it: the scan loads it itself, when a filter can use it.
    fn get_metadata<'a>(
        &'a mut self,
        _options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, ParquetResult<Arc<ParquetMetaData>>> {
        ready(Ok(self.footer.clone())).boxed()
    }
}
