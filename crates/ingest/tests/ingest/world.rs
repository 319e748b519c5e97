//! A folder to read from, and the rows that came out, in words.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use lurcher_columnar::{kql_type, value_at};
use lurcher_ingest::{Ingest, MemorySink, Options, Report};
use lurcher_types::{Value, time};
use tempfile::TempDir;

/// A temporary folder with files.
pub struct World {
    pub folder: TempDir,
    pub options: Options,
}

/// Column to value, as text; what is missing is not there.
pub type Row = BTreeMap<String, String>;

pub struct Outcome {
    pub report: Report,
    pub tables: BTreeMap<String, Vec<Row>>,
}

impl World {
    pub fn new() -> World {
        World { folder: TempDir::new().unwrap(), options: Options::default() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> World {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn own_domain(mut self, domain: &str) -> World {
        self.options.own_domains.push(domain.to_owned());
        self
    }

    pub fn read(&self) -> Outcome {
        self.read_paths(&[self.folder.path().to_owned()])
    }

    pub fn read_paths(&self, paths: &[PathBuf]) -> Outcome {
        let mut sink = MemorySink::default();
        let report = Ingest::new(self.options.clone()).run(paths, &mut sink, &|_| {}).unwrap();
        let tables = sink.tables.into_iter().map(|(name, batches)| (name, batches.iter().flat_map(rows).collect()));
        Outcome { report, tables: tables.collect() }
    }
}

impl Outcome {
    pub fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// The only row of a table.
    pub fn row(&self, table: &str) -> &Row {
        match self.rows(table) {
            [row] => row,
            rows => panic!("{} rows of {table}: {rows:#?}\n{}", rows.len(), self.report),
        }
    }

    /// One column of all rows.
    pub fn column(&self, table: &str, column: &str) -> Vec<&str> {
        self.rows(table).iter().map(|r| r.get(column).map_or("", String::as_str)).collect()
    }

    pub fn reasons(&self) -> Vec<&str> {
        self.report.rejections.iter().map(|r| r.reason.as_str()).collect()
    }
}

fn rows(batch: &arrow::array::RecordBatch) -> Vec<Row> {
    let schema = batch.schema();
    let row = |at: usize| {
        let cells = schema.fields().iter().zip(batch.columns());
        cells
            .filter_map(|(field, array)| Some((field.name().clone(), text(value_at(kql_type(field)?, array, at))?)))
            .collect()
    };
    (0..batch.num_rows()).map(row).collect()
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null(_) => None,
        Value::String(s) if s.is_empty() => None,
        Value::String(s) | Value::Dynamic(s) => Some(s),
        Value::Datetime(t) => Some(time::format_datetime(t)),
        Value::Int(v) => Some(v.to_string()),
        Value::Long(v) => Some(v.to_string()),
        Value::Bool(v) => Some(v.to_string()),
        other => Some(format!("{other:?}")),
    }
}

/// Packs bytes as gzip does.
pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A zip of members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A plain message.
pub fn mail(from: &str, to: &str, subject: &str) -> String {
    format!(
        "Received: from mta.example (mta.example [203.0.113.9]) by mx.own.example; Tue, 6 Feb 2024 10:00:00 +0000\n\
         Return-Path: <{from}>\nFrom: {from}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{subject}@mta.example>\n\n\
         Hello, see https://www.example.com/{subject}.\n"
    )
}
