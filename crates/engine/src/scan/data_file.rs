//! One Parquet file: its footer, read once, and the Arrow types it is read with.

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use datafusion::datasource::physical_plan::parquet::Int96Coercer;
use datafusion::object_store::{ObjectMeta, path::Path as StorePath};
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::basic::{ConvertedType, Type as PhysicalType};
use datafusion::parquet::file::FOOTER_SIZE;
use datafusion::parquet::file::metadata::{FooterTail, ParquetMetaData, ParquetMetaDataReader};
use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::CatalogError;

/// The largest footer that is read.
pub const MAX_FOOTER_BYTES: usize = 256 * 1024 * 1024;

/// The key in a file schema's metadata that says which file it is, so that the adapter finds what it is bound to.
pub const FILE_KEY: &str = "lurcher.file";

/// A Parquet file whose footer is known.
#[derive(Debug)]
pub struct DataFile {
    pub path: PathBuf,
    pub meta: ObjectMeta,
    pub footer: Arc<ParquetMetaData>,
    /// Dictionaries are read as their values, text as views, and 96-bit timestamps as microseconds.
    pub schema: SchemaRef,
}

impl DataFile {
    pub fn open(path: &Path) -> Result<DataFile, CatalogError> {
        let failed = |message: String| CatalogError::Unreadable { file: path.display().to_string(), message };
        let path = path.canonicalize().map_err(|e| failed(e.to_string()))?;
        let mut file = File::open(&path).map_err(|e| failed(e.to_string()))?;
        let attributes = file.metadata().map_err(|e| failed(e.to_string()))?;
        check_footer_size(&mut file, attributes.len()).map_err(failed)?;
        let footer = ParquetMetaDataReader::new().parse_and_finish(&file).map_err(|e| failed(e.to_string()))?;
        let footer = Arc::new(footer);
        let schema = schema_to_read(&footer, &path).map_err(failed)?;
        let location = StorePath::from_absolute_path(&path).map_err(|e| failed(e.to_string()))?;
        let last_modified = attributes.modified().map_err(|e| failed(e.to_string()))?.into();
        let meta = ObjectMeta { location, last_modified, size: attributes.len(), e_tag: None, version: None };
        Ok(DataFile { path, meta, footer, schema: Arc::new(schema) })
    }

    pub fn rows(&self) -> u64 {
        (0..self.footer.num_row_groups()).fold(0, |sum, group| sum.saturating_add(self.group_rows(group)))
    }

    pub fn group_rows(&self, group: usize) -> u64 {
        self.footer.row_groups().get(group).map_or(0, |g| size(g.num_rows()))
    }

    pub fn group_bytes(&self, group: usize) -> u64 {
        let columns = self.footer.row_groups().get(group).map_or(&[][..], |g| g.columns());
        columns.iter().fold(0, |sum, c| sum.saturating_add(size(c.compressed_size())))
    }

    /// The file on disk is still the one whose footer was read.
    pub fn is_current(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|attributes| self.is(&attributes))
    }

    /// A file with these attributes is still the one whose footer was read.
    pub fn is(&self, attributes: &std::fs::Metadata) -> bool {
        attributes.len() == self.meta.size && attributes.modified().is_ok_and(|m| m == self.meta.last_modified.into())
    }

    /// Columns of bytes that nobody promised to be UTF-8: the reader hands them out as text without a look.
    pub fn unchecked_text(&self) -> HashSet<&str> {
        let leaves = self.footer.file_metadata().schema_descr().columns();
        leaves
            .iter()
            .filter(|leaf| leaf.physical_type() == PhysicalType::BYTE_ARRAY)
            .filter(|leaf| leaf.converted_type() != ConvertedType::UTF8)
            .filter_map(|leaf| leaf.path().parts().first().map(String::as_str))
            .collect()
    }
}

/// Footers are not trusted: a negative size is none, and sums stop at the largest.
fn size(claimed: i64) -> u64 {
    u64::try_from(claimed).unwrap_or(0)
}

/// Refuses a footer that claims to be larger than any honest one before memory is taken for it.
fn check_footer_size(file: &mut File, size: u64) -> Result<(), String> {
    let mut tail = [0; FOOTER_SIZE];
    if size < FOOTER_SIZE as u64 {
        return Err("it is too short to be a Parquet file".to_owned());
    }
    file.seek(SeekFrom::End(-(FOOTER_SIZE as i64))).map_err(|e| e.to_string())?;
    file.read_exact(&mut tail).map_err(|e| e.to_string())?;
    file.rewind().map_err(|e| e.to_string())?;
    let footer = FooterTail::try_new(&tail).map_err(|e| e.to_string())?;
    if footer.metadata_length() > MAX_FOOTER_BYTES {
        return Err(format!(
            "its footer of {} bytes is larger than {MAX_FOOTER_BYTES} bytes (MAX_FOOTER_BYTES)",
            footer.metadata_length()
        ));
    }
    Ok(())
}

fn schema_to_read(footer: &Arc<ParquetMetaData>, path: &Path) -> Result<Schema, String> {
    let stored = ArrowReaderMetadata::try_new(footer.clone(), ArrowReaderOptions::new()).map_err(|e| e.to_string())?;
    let stored = stored.schema();
    let columns = footer.file_metadata().schema_descr();
    let coerced = Int96Coercer::new(columns, stored, &TimeUnit::Microsecond).coerce();
    let fields = coerced.as_ref().unwrap_or(stored.as_ref()).fields();
    let fields: Vec<Field> = fields.iter().map(|f| f.as_ref().clone().with_data_type(plain(f.data_type()))).collect();
    let mut metadata = stored.metadata().clone();
    metadata.insert(FILE_KEY.to_owned(), path.display().to_string());
    Ok(Schema::new_with_metadata(fields, metadata))
}

/// The type that a column is read as.
fn plain(stored: &DataType) -> DataType {
    match stored {
        DataType::Dictionary(_, value) => plain(value),
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        other => other.clone(),
    }
}
