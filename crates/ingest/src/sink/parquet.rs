//! Partitioned Parquet files, laid out so that hunts read little of them:
//! `DIR/EmailEvents/2024-02/part-0.parquet`, row groups sorted by time, bloom filters on ids, dictionaries on addresses.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;

use arrow::array::{Array, AsArray, RecordBatch, UInt32Array};
use arrow::compute::{SortOptions, concat_batches, sort_to_indices, take_record_batch};
use arrow::datatypes::{Int64Type, SchemaRef};
use lurcher_types::time::civil;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::{Sink, stored};
use crate::IngestError;
use crate::rows::TIME_COLUMNS;

#[derive(Debug, Clone)]
pub struct ParquetOptions {
    pub partition: Partition,
    /// Rows that are sorted and stored together.
    pub row_group_rows: usize,
    /// zstd level, 1 to 3: higher ones cost more than they save here.
    pub zstd_level: i32,
    /// Rows wait in memory for their row group to fill; beyond this, the fullest are written early.
    pub max_buffered_bytes: usize,
    /// Files written at the same time.
    pub max_open_files: usize,
}

impl Default for ParquetOptions {
    fn default() -> ParquetOptions {
        ParquetOptions {
            partition: Partition::Month,
            row_group_rows: 128 * 1024,
            zstd_level: 3,
            max_buffered_bytes: 512 << 20,
            max_open_files: 32,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partition {
    Month,
    Day,
}

/// Writes Parquet below a folder. Files that are there already stay; new ones take the next free number.
pub struct ParquetSink {
    directory: PathBuf,
    options: ParquetOptions,
    /// By table and partition.
    partitions: BTreeMap<(String, String), Rows>,
    buffered: usize,
    clock: u64,
    written: Vec<PathBuf>,
}

/// One partition: rows that wait, and the file that is open for it.
#[derive(Default)]
struct Rows {
    waiting: Vec<RecordBatch>,
    rows: usize,
    bytes: usize,
    file: Option<OpenFile>,
    used: u64,
}

struct OpenFile {
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    /// The file gets its name when it is whole, so that no reader meets half of one.
    partial: PathBuf,
    path: PathBuf,
}

impl ParquetSink {
    pub fn new(directory: impl Into<PathBuf>, options: ParquetOptions) -> ParquetSink {
        ParquetSink {
            directory: directory.into(),
            options,
            partitions: BTreeMap::new(),
            buffered: 0,
            clock: 0,
            written: Vec::new(),
        }
    }

    /// The files written, once the run is over.
    pub fn files(&self) -> &[PathBuf] {
        &self.written
    }

    fn add(&mut self, table: &str, partition: String, batch: RecordBatch) -> Result<(), IngestError> {
        let key = (table.to_owned(), partition);
        let rows = self.partitions.entry(key.clone()).or_default();
        let bytes = batch_bytes(&batch);
        rows.rows += batch.num_rows();
        rows.bytes += bytes;
        rows.waiting.push(batch);
        self.buffered += bytes;
        if rows.rows >= self.options.row_group_rows {
            self.write(&key)?;
        }
        while self.buffered > self.options.max_buffered_bytes {
            let Some(fullest) = self.partitions.iter().max_by_key(|(_, r)| r.bytes).map(|(k, _)| k.clone()) else {
                break;
            };
            self.write(&fullest)?;
        }
        Ok(())
    }

    /// Writes the waiting rows of a partition as one row group.
    fn write(&mut self, key: &(String, String)) -> Result<(), IngestError> {
        self.clock += 1;
        let Some(rows) = self.partitions.get_mut(key) else { return Ok(()) };
        let waiting = std::mem::take(&mut rows.waiting);
        self.buffered = self.buffered.saturating_sub(rows.bytes);
        (rows.rows, rows.bytes, rows.used) = (0, 0, self.clock);
        let Some(first) = waiting.first() else { return Ok(()) };
        let joined = concat_batches(&first.schema(), &waiting).map_err(internal)?;
        let sorted = sort_by_time(&joined)?;
        let batch = stored::times(&sorted)?;
        // Times finer than a microsecond are stored another way, and one file has one schema.
        if rows.file.as_ref().is_some_and(|f| f.schema != batch.schema()) {
            close(rows, &mut self.written)?;
        }
        if rows.file.is_none() {
            rows.file = Some(open(&self.directory, key, batch.schema(), &self.options)?);
        }
        if let Some(file) = &mut rows.file {
            file.writer.write(&batch).and_then(|()| file.writer.flush()).map_err(|e| io(&file.path, e))?;
        }
        self.limit_open_files()
    }

    fn limit_open_files(&mut self) -> Result<(), IngestError> {
        while self.partitions.values().filter(|r| r.file.is_some()).count() > self.options.max_open_files.max(1) {
            let open = self.partitions.values_mut().filter(|r| r.file.is_some());
            let Some(longest_unused) = open.min_by_key(|r| r.used) else { break };
            close(longest_unused, &mut self.written)?;
        }
        // A partition that holds nothing is forgotten, lest odd dates fill the memory with them.
        self.partitions.retain(|_, r| r.file.is_some() || r.rows > 0);
        Ok(())
    }
}

impl Sink for ParquetSink {
    fn batch(&mut self, table: &str, batch: RecordBatch) -> Result<(), IngestError> {
        for (partition, rows) in split(&batch, self.options.partition)? {
            self.add(table, partition, stored::texts(&rows)?)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), IngestError> {
        let keys: Vec<_> = self.partitions.keys().cloned().collect();
        for key in keys {
            self.write(&key)?;
            if let Some(rows) = self.partitions.get_mut(&key) {
                close(rows, &mut self.written)?;
            }
        }
        self.partitions.clear();
        Ok(())
    }
}

/// The rows of each partition, in their order. Rows without a time have one of their own.
fn split(batch: &RecordBatch, by: Partition) -> Result<Vec<(String, RecordBatch)>, IngestError> {
    let Some(time) = time_column(batch) else { return Ok(vec![("no-time".to_owned(), batch.clone())]) };
    let ticks = batch.column(time).as_primitive::<Int64Type>();
    let mut rows: BTreeMap<Option<(i64, i64, i64)>, Vec<u32>> = BTreeMap::new();
    for (row, ticks) in ticks.iter().enumerate() {
        let key = ticks.map(civil).map(|c| match by {
            Partition::Month => (c.year, c.month, 0),
            Partition::Day => (c.year, c.month, c.day),
        });
        let row = u32::try_from(row).map_err(|_| IngestError::Internal("a batch of 2^32 rows".to_owned()))?;
        rows.entry(key).or_default().push(row);
    }
    let name = |key: &Option<(i64, i64, i64)>| match (key, by) {
        (Some((year, month, _)), Partition::Month) => format!("{year:04}-{month:02}"),
        (Some((year, month, day)), Partition::Day) => format!("{year:04}-{month:02}-{day:02}"),
        (None, _) => "no-time".to_owned(),
    };
    if rows.len() == 1 {
        return Ok(rows.into_keys().map(|key| (name(&key), batch.clone())).collect());
    }
    let part = |rows: Vec<u32>| take_record_batch(batch, &UInt32Array::from(rows)).map_err(internal);
    rows.into_iter().map(|(key, rows)| Ok((name(&key), part(rows)?))).collect()
}

fn time_column(batch: &RecordBatch) -> Option<usize> {
    let schema = batch.schema();
    let found = TIME_COLUMNS.iter().find_map(|name| schema.index_of(name).ok());
    found.filter(|at| batch.column(*at).as_primitive_opt::<Int64Type>().is_some())
}

fn sort_by_time(batch: &RecordBatch) -> Result<RecordBatch, IngestError> {
    let Some(time) = time_column(batch) else { return Ok(batch.clone()) };
    let options = SortOptions { descending: false, nulls_first: false };
    // Exports are, as a rule, in order already.
    let ticks = batch.column(time).as_primitive::<Int64Type>();
    if ticks.null_count() == 0 && ticks.values().is_sorted() {
        return Ok(batch.clone());
    }
    let order = sort_to_indices(batch.column(time), Some(options), None).map_err(internal)?;
    take_record_batch(batch, &order).map_err(internal)
}

fn batch_bytes(batch: &RecordBatch) -> usize {
    batch
        .columns()
        .iter()
        .map(|c| c.to_data().get_slice_memory_size().unwrap_or_else(|_| c.get_array_memory_size()))
        .sum()
}

fn open(
    directory: &std::path::Path,
    (table, partition): &(String, String),
    schema: SchemaRef,
    options: &ParquetOptions,
) -> Result<OpenFile, IngestError> {
    let folder = directory.join(table).join(partition);
    fs::create_dir_all(&folder).map_err(|e| io(&folder, e))?;
    let mut number = 0u32;
    let (path, partial) = loop {
        let path = folder.join(format!("part-{number}.parquet"));
        let partial = folder.join(format!(".part-{number}.parquet.partial"));
        if !path.exists() && !partial.exists() {
            break (path, partial);
        }
        number += 1;
    };
    let file = File::create_new(&partial).map_err(|e| io(&partial, e))?;
    let properties = properties(&schema, options)?;
    let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties)).map_err(|e| io(&path, e))?;
    Ok(OpenFile { writer, schema, partial, path })
}

fn close(rows: &mut Rows, written: &mut Vec<PathBuf>) -> Result<(), IngestError> {
    if let Some(file) = rows.file.take() {
        file.writer.close().map_err(|e| io(&file.path, e))?;
        fs::rename(&file.partial, &file.path).map_err(|e| io(&file.path, e))?;
        written.push(file.path);
    }
    Ok(())
}

/// Looked up one value at a time, nearly all different: a bloom filter finds the row group, a dictionary would not pay.
const IDS: [&str; 10] = [
    "NetworkMessageId",
    "InternetMessageId",
    "SHA256",
    "SHA1",
    "MD5",
    "Url",
    "AlertId",
    "CorrelationId",
    "SessionId",
    "UrlChainId",
];
/// Nearly all different, and hardly ever looked up by the whole value.
const FREE_TEXT: [&str; 4] = ["Subject", "AdditionalFields", "RawEventData", "Value"];

/// Set in code, column by column: options keyed by names are easily ignored without a word.
fn properties(schema: &SchemaRef, options: &ParquetOptions) -> Result<WriterProperties, IngestError> {
    let level = ZstdLevel::try_new(options.zstd_level.clamp(1, 3)).map_err(|e| IngestError::Internal(e.to_string()))?;
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(options.row_group_rows.max(1)))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_offset_index_disabled(false)
        .set_data_page_row_count_limit(20_000)
        .set_dictionary_enabled(true)
        .set_created_by(concat!("lurcher ", env!("CARGO_PKG_VERSION")).to_owned());
    let time = TIME_COLUMNS.iter().find_map(|name| schema.index_of(name).ok()).and_then(|i| i32::try_from(i).ok());
    if let Some(column_idx) = time {
        let by_time = SortingColumn { column_idx, descending: false, nulls_first: false };
        properties = properties.set_sorting_columns(Some(vec![by_time]));
    }
    for field in schema.fields() {
        let column = ColumnPath::from(field.name().as_str());
        if IDS.contains(&field.name().as_str()) {
            properties = properties
                .set_column_bloom_filter_enabled(column.clone(), true)
                .set_column_bloom_filter_fpp(column.clone(), 0.01)
                .set_column_bloom_filter_max_ndv(column.clone(), options.row_group_rows as u64)
                .set_column_dictionary_enabled(column, false);
        } else if FREE_TEXT.contains(&field.name().as_str()) {
            properties = properties.set_column_dictionary_enabled(column, false);
        }
    }
    Ok(properties.build())
}

fn internal(e: arrow::error::ArrowError) -> IngestError {
    IngestError::Internal(e.to_string())
}

fn io(path: &std::path::Path, e: impl std::fmt::Display) -> IngestError {
    IngestError::Io { path: path.to_owned(), message: e.to_string() }
}
