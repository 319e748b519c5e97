//! One Parquet file of one table.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::tables::Column;

use super::super::sheet::Sheet;
use super::BATCH_ROWS;
use super::batch::{batch, field};

/// Small enough that a hunt over a day skips most of a file.
const ROW_GROUP_ROWS: usize = 131_072;
/// Different in nearly every row: a dictionary of them would be given up after the work of making it.
const IDS: [&str; 5] = ["NetworkMessageId", "InternetMessageId", "ReportId", "_ItemId", "Timestamp"];
/// Looked up one at a time.
const LOOKED_UP: [&str; 3] = ["NetworkMessageId", "InternetMessageId", "SHA256"];

pub struct PartWriter {
    name: &'static str,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    rows: u64,
}

impl PartWriter {
    /// One of several files of the table.
    pub fn part<R>(out: &Path, name: &'static str, number: usize, columns: &[Column<R>]) -> io::Result<PartWriter> {
        let folder = out.join(name);
        fs::create_dir_all(&folder)?;
        let file = File::create(folder.join(format!("part-{number:05}.parquet")))?;
        let schema = Arc::new(Schema::new(columns.iter().map(|c| field(c.name, c.kql_type)).collect::<Vec<_>>()));
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties(columns)?))?;
        Ok(PartWriter { name, schema, writer, rows: 0 })
    }
}

impl Sheet for PartWriter {
    fn create<R>(out: &Path, name: &'static str, columns: &[Column<R>]) -> io::Result<PartWriter> {
        PartWriter::part(out, name, 0, columns)
    }

    fn rows<R>(&mut self, columns: &[Column<R>], rows: impl Iterator<Item = R>) -> io::Result<()> {
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let chunk: Vec<R> = rows.by_ref().take(BATCH_ROWS).collect();
            self.writer.write(&batch(&self.schema, columns, &chunk)?)?;
            self.rows += chunk.len() as u64;
        }
        Ok(())
    }

    fn finish(self) -> io::Result<(&'static str, u64)> {
        self.writer.close()?;
        Ok((self.name, self.rows))
    }
}

fn properties<R>(columns: &[Column<R>]) -> io::Result<WriterProperties> {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_statistics_enabled(EnabledStatistics::Page);
    for id in IDS {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(id), false);
    }
    for name in LOOKED_UP.iter().filter(|name| columns.iter().any(|c| c.name == **name)) {
        let path = ColumnPath::from(*name);
        properties = properties.set_column_bloom_filter_enabled(path.clone(), true);
        properties = properties.set_column_bloom_filter_max_ndv(path, ROW_GROUP_ROWS as u64);
    }
    Ok(properties.build())
}
