//! Reads files whose footers are already known.

use bytes::Bytes;
use datafusion::common::exec_err;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::parquet::ParquetFileReaderFactory;
use datafusion::error::{DataFusionError, Result};
use datafusion::object_store::path::Path as StorePath;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::{ParquetError, Result as ParquetResult};
use datafusion::parquet::file::metadata::ParquetMetaData;
use datafusion::physical_plan::metrics::ExecutionPlanMetricsSet;
use futures::future::{BoxFuture, FutureExt, ready};
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use super::bound_file::BoundFile;
use super::data_file::DataFile;

/// Readers of the files of one scan.
#[derive(Debug)]
pub struct KnownFiles {
    files: HashMap<StorePath, Arc<DataFile>>,
}

impl KnownFiles {
    pub fn new(files: &[Arc<BoundFile>]) -> KnownFiles {
        KnownFiles { files: files.iter().map(|f| (f.file.meta.location.clone(), f.file.clone())).collect() }
    }
}

impl ParquetFileReaderFactory for KnownFiles {
    fn create_reader(
        &self,
        _partition: usize,
        file: PartitionedFile,
        _metadata_size_hint: Option<usize>,
        _metrics: &ExecutionPlanMetricsSet,
    ) -> Result<Box<dyn AsyncFileReader + Send>> {
        let known = self.files.get(&file.object_meta.location);
        let known =
            known.ok_or_else(|| DataFusionError::Internal("the scan opened a file it did not choose".into()))?;
        let file = File::open(&known.path)?;
        // Its footer would be read against other bytes.
        if !known.is(&file.metadata()?) {
            return exec_err!("{} changed while the query ran", known.path.display());
        }
        Ok(Box::new(KnownFile { file, size: known.meta.size, footer: known.footer.clone() }))
    }
}

/// Reads on the thread that asks: what it reads is mostly in the system's cache already, and handing the work to another
/// thread costs more than the reading.
struct KnownFile {
    file: File,
    size: u64,
    footer: Arc<ParquetMetaData>,
}

impl KnownFile {
    fn read(&mut self, range: Range<u64>) -> ParquetResult<Bytes> {
        // A damaged footer may point anywhere: no memory is taken for what is not there.
        if range.start > range.end || range.end > self.size {
            return Err(ParquetError::EOF(format!("bytes {} to {} of {}", range.start, range.end, self.size)));
        }
        let length = usize::try_from(range.end - range.start).map_err(|e| ParquetError::External(Box::new(e)))?;
        let mut bytes = Vec::with_capacity(length);
        self.file.seek(SeekFrom::Start(range.start))?;
        self.file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(ParquetError::EOF(format!(
                "the file has {} bytes less than when it was opened",
                length - bytes.len()
            )));
        }
        Ok(bytes.into())
    }
}

impl AsyncFileReader for KnownFile {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, ParquetResult<Bytes>> {
        ready(self.read(range)).boxed()
    }

    fn get_byte_ranges(&mut self, ranges: Vec<Range<u64>>) -> BoxFuture<'_, ParquetResult<Vec<Bytes>>> {
        ready(ranges.into_iter().map(|range| self.read(range)).collect()).boxed()
    }

    /// The page index is not part of it: the scan loads it itself, when a filter can use it.
    fn get_metadata<'a>(
        &'a mut self,
        _options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, ParquetResult<Arc<ParquetMetaData>>> {
        ready(Ok(self.footer.clone())).boxed()
    }
}
