//! Made rows as a Parquet file.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use lurcher_types::Table;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{RowOptions, table_rows};

/// Writes `out/TABLE/part-00000.parquet`; a file of that name is replaced.
pub fn write_table(table: &Table, options: &RowOptions, out: &Path) -> io::Result<()> {
    let batch = table_rows(table, options).map_err(io::Error::other)?;
    let folder = out.join(&table.name);
    fs::create_dir_all(&folder)?;
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?)).build();
    let file = File::create(folder.join("part-00000.parquet"))?;
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties))?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}
