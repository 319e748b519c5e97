//! Columns of graphs, row by row.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, StringViewArray, UInt32Array};
use datafusion::arrow::compute::take;
use datafusion::common::Result;
use lurcher_columnar::array_of;
use lurcher_types::{Type, Value};
use std::sync::Arc;

/// Where each row of a new column comes from; nowhere, where its value is missing.
pub type Places = Vec<Option<usize>>;

/// The rows of a column at these places.
pub fn place(t: Type, column: &ArrayRef, places: &Places) -> Result<ArrayRef> {
    let indices: UInt32Array = places.iter().map(|p| p.map(|row| row as u32)).collect();
    let placed = take(column, &indices, None)?;
    // A string has no null.
    Ok(match (t, placed.as_string_view_opt()) {
        (Type::String, Some(text)) if text.null_count() > 0 => texts(text.iter().map(Option::unwrap_or_default)),
        _ => placed,
    })
}

/// These values, then so many missing ones.
pub fn values(t: Type, own: &[Option<Value>], missing: usize) -> ArrayRef {
    let none = Value::missing(t);
    array_of(t, own.iter().map(|v| v.as_ref().unwrap_or(&none)).chain(std::iter::repeat_n(&none, missing)))
}

pub fn longs(values: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    Arc::new(values.collect::<Int64Array>())
}

pub fn texts<'a>(values: impl Iterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringViewArray::from_iter_values(values))
}
