//! The schema of Parquet files below an address, for `infer_storage_schema`.

use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema};
use lurcher_columnar::{array_of, field, kql_type};
use lurcher_semantics::bound::{Inference, InferenceMode};
use lurcher_types::{Type, Value};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The most files that are looked at, and how deep folders may nest.
const MAX_INFERRED_FILES: usize = 10_000;
const MAX_INFERRED_DEPTH: usize = 16;

/// One row: the columns of the files below these places, as `name:type, …`.
pub fn schema_row(places: &[PathBuf], wanted: &Inference) -> Result<RecordBatch, String> {
    let mut files = Vec::new();
    for place in places {
        find(place, wanted, 0, &mut files)?;
    }
    files.sort();
    let last = |file: &&PathBuf| fs::metadata(file).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let chosen: Vec<&PathBuf> = match wanted.mode {
        InferenceMode::Any => files.first().into_iter().collect(),
        InferenceMode::Last => files.iter().max_by_key(last).into_iter().collect(),
        InferenceMode::All => files.iter().collect(),
    };
    if chosen.is_empty() {
        return Err("no file there has such a name".to_owned());
    }
    let mut columns: Vec<(String, Type)> = Vec::new();
    for file in chosen {
        for (name, t) in columns_of(file)? {
            match columns.iter().find(|(known, _)| *known == name) {
                None => columns.push((name, t)),
                Some((_, known)) if *known == t => {}
                Some((_, known)) => {
                    return Err(format!(
                        "`{name}` is a {known} in one file and a {t} in another: give a Mode or a prefix"
                    ));
                }
            }
        }
    }
    let text: Vec<String> = columns.iter().map(|(name, t)| format!("{}:{t}", quoted(name))).collect();
    let array: ArrayRef = array_of(Type::String, &[Value::String(text.join(", "))]);
    let schema = Schema::new(vec![field("CslSchema", Type::String)]);
    RecordBatch::try_new(Arc::new(schema), vec![array]).map_err(|e| e.to_string())
}

fn find(place: &Path, wanted: &Inference, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let cannot = |e: std::io::Error| format!("{}: {e}", place.display());
    let kind = fs::symlink_metadata(place).map_err(cannot)?;
    if kind.is_file() {
        let name = place.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(&wanted.prefix) && name.ends_with(&wanted.extension) {
            files.push(place.to_owned());
        }
    } else if kind.is_dir() {
        if depth == MAX_INFERRED_DEPTH {
            return Err(format!("folders nest deeper than {MAX_INFERRED_DEPTH} (limit MAX_INFERRED_DEPTH)"));
        }
        for entry in fs::read_dir(place).map_err(cannot)? {
            find(&entry.map_err(cannot)?.path(), wanted, depth + 1, files)?;
        }
    }
    if files.len() > MAX_INFERRED_FILES {
        return Err(format!("there are more than {MAX_INFERRED_FILES} files (limit MAX_INFERRED_FILES)"));
    }
    Ok(())
}

fn columns_of(file: &Path) -> Result<Vec<(String, Type)>, String> {
    let cannot = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
    let opened = File::open(file).map_err(|e| cannot(&e))?;
    let metadata = ArrowReaderMetadata::load(&opened, ArrowReaderOptions::new()).map_err(|e| cannot(&e))?;
    let typed = |f: &Arc<Field>| match type_of(f) {
        Some(t) => Ok((f.name().clone(), t)),
        None => Err(cannot(&format!("which type of KQL the column `{}` would have is not known", f.name()))),
    };
    metadata.schema().fields().iter().map(typed).collect()
}

fn type_of(field: &Field) -> Option<Type> {
    kql_type(field).or(Some(match field.data_type() {
        DataType::Boolean => Type::Bool,
        DataType::Int8 | DataType::Int16 | DataType::Int32 => Type::Int,
        DataType::Int64 => Type::Long,
        DataType::Float32 | DataType::Float64 => Type::Real,
        DataType::Decimal128(..) | DataType::Decimal256(..) => Type::Decimal,
        DataType::Timestamp(..) | DataType::Date32 => Type::Datetime,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Type::String,
        DataType::List(_) | DataType::LargeList(_) | DataType::Map(..) | DataType::Struct(_) => Type::Dynamic,
        _ => return None,
    }))
}

/// A name that is no plain word stands in brackets.
fn quoted(name: &str) -> String {
    let plain = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain { name.to_owned() } else { format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'")) }
}
