//! Files that a query names itself (`externaldata`) or that stand for a service's lists (watchlists), read as they are asked for:
//! by a declared schema, never guessing at columns.

mod delimited;
mod json;
mod mapping;
mod members;
mod open;
mod watchlist;

pub use mapping::Mapping;
pub use members::MemberPattern;
pub use watchlist::watchlist;

use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::Schema;
use lurcher_columnar::{Builder, field};
use lurcher_types::{Type, Value};
use std::path::Path;
use std::sync::Arc;

/// The most bytes that one file may unpack to.
pub const MAX_EXTERNAL_BYTES: u64 = 2 << 30;

/// The most bytes of one record: a line, a row or a JSON text.
pub const MAX_EXTERNAL_RECORD_BYTES: usize = 64 << 20;

/// How the bytes of a file are rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExternalFormat {
    /// Fields by place, parted by this byte.
    Delimited(u8),
    /// Fields by place, parted by tabs; a backslash escapes.
    Escaped,
    /// A row for each line that is not empty, in the first column.
    Lines,
    /// One row, the whole text in the first column.
    Raw,
    /// JSON objects, one after the other or in an array; columns by name.
    Json,
    Parquet,
}

impl ExternalFormat {
    /// A format by the name that `with (format = …)` gives it.
    pub fn named(name: &str) -> Option<ExternalFormat> {
        Some(match name.to_ascii_lowercase().as_str() {
            "csv" => ExternalFormat::Delimited(b','),
            "tsv" => ExternalFormat::Delimited(b'\t'),
            "tsve" => ExternalFormat::Escaped,
            "psv" => ExternalFormat::Delimited(b'|'),
            "scsv" => ExternalFormat::Delimited(b';'),
            "sohsv" => ExternalFormat::Delimited(1),
            "txt" => ExternalFormat::Lines,
            "raw" => ExternalFormat::Raw,
            "json" | "multijson" => ExternalFormat::Json,
            "parquet" => ExternalFormat::Parquet,
            _ => return None,
        })
    }

    /// The format that a file's name tells, below `.gz` and `.zip`; else CSV.
    pub fn of_name(name: &str) -> ExternalFormat {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zip")).unwrap_or(&name);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        ExternalFormat::named(extension).unwrap_or(ExternalFormat::Delimited(b','))
    }
}

/// What the query says of a file.
#[derive(Debug, Clone)]
pub struct ExternalFile<'a> {
    pub columns: &'a [(String, Type)],
    pub format: ExternalFormat,
    /// The first record of each file is a header.
    pub ignore_first_record: bool,
    /// Where each column comes from, if not by its place or name.
    pub mapping: Option<&'a Mapping>,
    /// The members of an archive that are read, if not all.
    pub members: Option<&'a MemberPattern>,
}

/// The rows of a file, or of each file in an archive, with the declared columns. Parquet is not read here.
pub fn read_external(path: &Path, file: &ExternalFile) -> Result<RecordBatch, String> {
    let mut rows = RowsOf::new(file.columns, file.mapping);
    if file.ignore_first_record && file.format == ExternalFormat::Json {
        return Err("what `ignoreFirstRecord` means for JSON is not documented: leave it out".to_owned());
    }
    open::each_file(path, file.members, &mut |reader| match file.format {
        ExternalFormat::Delimited(delimiter) => {
            delimited::rows(reader, delimiter, file.ignore_first_record, &mut |record| rows.push_record(record))
        }
        ExternalFormat::Escaped => {
            delimited::escaped(reader, file.ignore_first_record, &mut |record| rows.push_record(record))
        }
        ExternalFormat::Lines => delimited::lines(reader, file.ignore_first_record, &mut |line| rows.push_one(line)),
        ExternalFormat::Raw => rows.push_one(&open::whole_text(reader, MAX_EXTERNAL_RECORD_BYTES)?),
        ExternalFormat::Json => json::objects(reader, &mut |object| rows.push_object(object)),
        ExternalFormat::Parquet => Err("Parquet is not read as text".to_owned()),
    })?;
    rows.finish()
}

/// Rows of the declared columns under construction.
struct RowsOf<'a> {
    columns: &'a [(String, Type)],
    mapping: Option<&'a Mapping>,
    builders: Vec<Builder>,
    rows: usize,
}

/// The most rows of one file.
const MAX_EXTERNAL_ROWS: usize = 50_000_000;

impl<'a> RowsOf<'a> {
    fn new(columns: &'a [(String, Type)], mapping: Option<&'a Mapping>) -> RowsOf<'a> {
        RowsOf { columns, mapping, builders: columns.iter().map(|(_, t)| Builder::new(*t, 0)).collect(), rows: 0 }
    }

    fn push_record<'t>(&mut self, fields: &mut dyn Iterator<Item = std::borrow::Cow<'t, str>>) -> Result<(), String> {
        let Some(mapping) = self.mapping else { return self.push_texts(fields) };
        let fields: Vec<_> = fields.collect();
        for (((_, t), builder), text) in self.columns.iter().zip(&mut self.builders).zip(mapping.of_fields(&fields)?) {
            push(builder, text.map_or(Value::missing(*t), |text| delimited::value(text, *t)));
        }
        self.counted()
    }

    /// Fields by place; too few leave the rest missing, too many are passed over.
    fn push_texts<'t>(&mut self, fields: &mut dyn Iterator<Item = std::borrow::Cow<'t, str>>) -> Result<(), String> {
        for ((_, t), builder) in self.columns.iter().zip(&mut self.builders) {
            match fields.next() {
                Some(text) => push(builder, delimited::value(&text, *t)),
                None => builder.push_missing(),
            }
        }
        self.counted()
    }

    fn push_one(&mut self, text: &str) -> Result<(), String> {
        self.push_record(&mut std::iter::once(text.into()))
    }

    fn push_object(&mut self, object: &str) -> Result<(), String> {
        for (place, ((name, t), builder)) in self.columns.iter().zip(&mut self.builders).enumerate() {
            let value = match self.mapping {
                Some(mapping) => mapping.of_object(object, place, *t)?,
                None => json::member(object, name, *t),
            };
            push(builder, value);
        }
        self.counted()
    }

    fn counted(&mut self) -> Result<(), String> {
        self.rows += 1;
        if self.rows > MAX_EXTERNAL_ROWS {
            return Err(format!("it has more than {MAX_EXTERNAL_ROWS} rows"));
        }
        Ok(())
    }

    fn finish(self) -> Result<RecordBatch, String> {
        let fields: Vec<_> = self.columns.iter().map(|(name, t)| field(name, *t)).collect();
        let arrays: Vec<ArrayRef> = self.builders.into_iter().map(Builder::finish).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(|e| e.to_string())
    }
}

fn push(builder: &mut Builder, value: Value) {
    if value.is_null() { builder.push_missing() } else { builder.push(&value) }
}

#[cfg(test)]
mod tests;
