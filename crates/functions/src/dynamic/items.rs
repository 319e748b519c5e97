//! What the functions of this family share: arrays as slices of encoded text, and answers written as text.

use crate::call::MAX_BATCH_BYTES;
use crate::{Call, KernelError};
use arrow::array::{ArrayRef, StringViewBuilder};
use lurcher_columnar::Column;
use lurcher_types::dynamic::{self, Kind, NULL};
use lurcher_types::{Type, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// The most elements that `range` and `repeat` make.
pub const MAX_ELEMENTS: usize = 1_048_576;

/// A dynamic or string answer, written row by row; where `write` gives nothing it is null (or `""`).
pub fn answers(call: &Call, mut write: impl FnMut(usize, &mut String) -> Option<()>) -> Result<ArrayRef, KernelError> {
    let mut builder = StringViewBuilder::with_capacity(call.rows);
    let (mut text, mut total) = (String::new(), 0usize);
    for row in 0..call.rows {
        text.clear();
        let written = write(row, &mut text).is_some();
        total = total.saturating_add(text.len());
        if total > MAX_BATCH_BYTES {
            return Err(KernelError::new(format!(
                "the answers of one batch of rows would take more than {MAX_BATCH_BYTES} bytes"
            )));
        }
        match (call.returns, written) {
            (Type::String, true) => builder.append_value(&text),
            (Type::String, false) => builder.append_value(""),
            (_, true) if text != NULL => builder.append_value(&text),
            _ => builder.append_null(),
        }
    }
    Ok(Arc::new(builder.finish()))
}

/// A dynamic answer whose rows are parts of what is there already: copied once, and never more than that.
pub fn parts<S: AsRef<str>>(call: &Call, mut part: impl FnMut(usize) -> Option<S>) -> ArrayRef {
    let mut builder = StringViewBuilder::with_capacity(call.rows);
    (0..call.rows).for_each(|row| builder.append_option(part(row).filter(|text| text.as_ref() != NULL)));
    Arc::new(builder.finish())
}

/// The elements of the array in this row; nothing where there is no array.
pub fn array(column: &Column, row: usize) -> Option<Vec<&str>> {
    elements(column.dynamics().get(row)?)
}

/// The elements of an array; nothing for anything else.
pub fn elements(text: &str) -> Option<Vec<&str>> {
    (dynamic::kind(text) == Kind::Array).then(|| dynamic::elements(text).collect())
}

/// The bag in this row.
pub fn bag(column: &Column, row: usize) -> Option<&str> {
    column.dynamics().get(row).filter(|text| dynamic::kind(text) == Kind::Bag)
}

pub fn write_array<'a>(out: &mut String, items: impl IntoIterator<Item = &'a str>) {
    out.push('[');
    for (i, item) in items.into_iter().enumerate() {
        // Whoever writes too much is refused by `answers`; there is no need to write all of it first.
        if out.len() > MAX_BATCH_BYTES {
            return;
        }
        if i > 0 {
            out.push(',');
        }
        out.push_str(item);
    }
    out.push(']');
}

/// The value in this row as encoded text, `null` for a null.
pub fn encoded(column: &Column, row: usize) -> Cow<'_, str> {
    match column.kql_type {
        Type::Dynamic => Cow::Borrowed(column.dynamics().get(row).unwrap_or(NULL)),
        Type::String => {
            let mut out = String::new();
            dynamic::write_string(&mut out, column.strings().value(row));
            Cow::Owned(out)
        }
        _ => Cow::Owned(dynamic::from_value(&column.value(row)).encode()),
    }
}

/// The text in this row of a string or dynamic column, as `tostring` gives it.
pub fn text(column: &Column, row: usize) -> Cow<'_, str> {
    match column.kql_type {
        Type::String => Cow::Borrowed(column.strings().value(row)),
        Type::Dynamic => column.dynamics().get(row).map_or(Cow::Borrowed(""), dynamic::to_text),
        _ => match column.value(row) {
            Value::Null(_) => Cow::Borrowed(""),
            Value::Bool(b) => Cow::Borrowed(lurcher_types::text::format_bool(b)),
            value => Cow::Owned(dynamic::to_text(&dynamic::from_value(&value).encode()).into_owned()),
        },
    }
}

/// What two elements share if they are equal: numbers count by value whatever their spelling, datetimes, timespans
/// and guids by their printed text.
pub fn identity(element: &str) -> Cow<'_, str> {
    match dynamic::kind(element) {
        Kind::Long if element != "-0" => Cow::Borrowed(element),
        Kind::Long | Kind::Real => match element.parse::<f64>() {
            Ok(x) if x.fract() == 0.0 && x.abs() < 9e15 => Cow::Owned((x as i64).to_string()),
            Ok(x) => Cow::Owned(format!("{x:?}")),
            Err(_) => Cow::Borrowed(element),
        },
        _ => dynamic::to_json(element),
    }
}
