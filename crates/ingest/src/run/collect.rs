//! Takes rows in order: leaves out what was read before, and hands batches to the sink.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use arrow::array::{BooleanArray, RecordBatch};
use arrow::compute::{concat_batches, filter_record_batch};

use super::work::Outcome;
use crate::dedupe::Seen;
use crate::rows::TableRows;
use crate::{IngestError, Options, Progress, Report, Sink};

pub struct Collector<'a> {
    options: &'a Options,
    sink: &'a mut dyn Sink,
    progress: &'a dyn Fn(Progress),
    report: Report,
    seen: Seen,
    waiting: BTreeMap<String, Waiting>,
    kept: u64,
    bytes: u64,
}

/// Rows of one table that do not fill a batch yet.
#[derive(Default)]
struct Waiting {
    batches: Vec<RecordBatch>,
    rows: usize,
}

impl<'a> Collector<'a> {
    pub fn new(options: &'a Options, sink: &'a mut dyn Sink, progress: &'a dyn Fn(Progress)) -> Collector<'a> {
        Collector {
            options,
            sink,
            progress,
            report: Report::default(),
            seen: Seen::new(options.limits.max_remembered_rows),
            waiting: BTreeMap::new(),
            kept: 0,
            bytes: 0,
        }
    }

    pub fn take(&mut self, mut outcome: Outcome, bytes: usize) -> Result<(), IngestError> {
        for (at, content) in std::mem::take(&mut outcome.kept) {
            if let (Some(directory), Some(rejection)) =
                (&self.options.keep_aside, outcome.report.rejections.get_mut(at))
            {
                self.kept += 1;
                rejection.kept = Some(keep(directory, self.kept, &rejection.source, &content)?);
            }
        }
        self.report.absorb(outcome.report, self.options.limits.max_listed_rejections);
        for rows in outcome.tables {
            self.rows(rows)?;
        }
        self.bytes += bytes as u64;
        (self.progress)(Progress {
            files: self.report.files,
            messages: self.report.messages,
            records: self.report.records,
            rejected: self.report.rejected,
            bytes: self.bytes,
        });
        Ok(())
    }

    fn rows(&mut self, rows: TableRows) -> Result<(), IngestError> {
        let name = rows.shape.name();
        let mut batch = rows.batch;
        if self.options.deduplicate {
            let new: Result<Vec<bool>, _> = rows.keys.iter().map(|key| self.seen.is_new(key)).collect();
            let new = new?;
            let repeated = new.iter().filter(|n| !**n).count();
            if repeated > 0 {
                *self.report.duplicates.entry(name.to_owned()).or_default() += repeated as u64;
                batch = filter_record_batch(&batch, &BooleanArray::from(new)).map_err(internal)?;
            }
        }
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let waiting = self.waiting.entry(name.to_owned()).or_default();
        waiting.rows += batch.num_rows();
        waiting.batches.push(batch);
        if waiting.rows >= self.options.batch_rows { self.emit(name, false) } else { Ok(()) }
    }

    /// Hands over full batches; at the end the rest too.
    fn emit(&mut self, table: &str, all: bool) -> Result<(), IngestError> {
        let Some(waiting) = self.waiting.get_mut(table) else { return Ok(()) };
        let batches = std::mem::take(&mut waiting.batches);
        let Some(first) = batches.first() else { return Ok(()) };
        let joined = concat_batches(&first.schema(), &batches).map_err(internal)?;
        let size = self.options.batch_rows.max(1);
        let mut from = 0;
        while joined.num_rows() - from >= size || all && from < joined.num_rows() {
            let batch = joined.slice(from, size.min(joined.num_rows() - from));
            from += batch.num_rows();
            *self.report.rows.entry(table.to_owned()).or_default() += batch.num_rows() as u64;
            self.sink.batch(table, batch)?;
        }
        waiting.rows = joined.num_rows() - from;
        if waiting.rows > 0 {
            waiting.batches.push(joined.slice(from, waiting.rows));
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Report, IngestError> {
        let tables: Vec<String> = self.waiting.keys().cloned().collect();
        for table in tables {
            self.emit(&table, true)?;
        }
        self.sink.finish()?;
        Ok(self.report)
    }
}

fn internal(e: arrow::error::ArrowError) -> IngestError {
    IngestError::Internal(e.to_string())
}

/// Writes a copy of something rejected; its name is ours, with only a harmless tail of the original one.
fn keep(directory: &Path, number: u64, source: &str, content: &[u8]) -> Result<String, IngestError> {
    let tail: String = source.rsplit(['/', '\\']).next().unwrap_or("").chars().rev().take(60).collect();
    let harmless = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let tail: String = tail.chars().rev().map(harmless).collect();
    let path = directory.join(format!("{number:06}-{tail}"));
    let written = fs::create_dir_all(directory).and_then(|()| fs::write(&path, content));
    match written {
        Ok(()) => Ok(path.display().to_string()),
        Err(e) => Err(IngestError::Io { path, message: e.to_string() }),
    }
}
