//! How KQL types stand in Parquet files that other tools can read too.
//!
//! | KQL | in the file |
//! |---|---|
//! | string | text |
//! | dynamic | its JSON text |
//! | guid | its text |
//! | datetime | timestamp in microseconds, UTC; ticks as a 64-bit number if any value is finer |
//! | timespan | ticks as a 64-bit number |
//!
//! Every field says its KQL type in its metadata.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringBuilder, TimestampMicrosecondArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef, TimeUnit};
use lurcher_columnar::kql_type;
use lurcher_types::time::{TICKS_PER_MICROSECOND, UNIX_EPOCH_TICKS};
use lurcher_types::{Type, Value, dynamic, text};

use crate::IngestError;

/// Texts as they are stored. Done as soon as rows arrive: a view refers to the buffers of all rows that it was cut from.
pub fn texts(batch: &RecordBatch) -> Result<RecordBatch, IngestError> {
    map(batch, |t, array| {
        Ok(match t {
            Some(Type::String) => cast(array, &DataType::Utf8).map_err(|e| IngestError::Internal(e.to_string()))?,
            Some(Type::Dynamic) => json_text(array),
            Some(Type::Guid) => guid_text(array),
            _ => array.clone(),
        })
    })
}

/// Times as they are stored. Done for a whole row group: one value finer than a microsecond decides for all.
pub fn times(batch: &RecordBatch) -> Result<RecordBatch, IngestError> {
    map(batch, |t, array| Ok(if t == Some(Type::Datetime) { timestamps(array) } else { array.clone() }))
}

/// The batch with other arrays; fields keep their names and KQL types.
fn map(
    batch: &RecordBatch,
    column: impl Fn(Option<Type>, &ArrayRef) -> Result<ArrayRef, IngestError>,
) -> Result<RecordBatch, IngestError> {
    let mut fields = Vec::with_capacity(batch.num_columns());
    let mut arrays = Vec::with_capacity(batch.num_columns());
    for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
        let stored = column(kql_type(field), array)?;
        let metadata = field.metadata().clone();
        fields.push(Field::new(field.name(), stored.data_type().clone(), true).with_metadata(metadata));
        arrays.push(stored);
    }
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    RecordBatch::try_new(schema, arrays).map_err(|e| IngestError::Internal(e.to_string()))
}

fn json_text(array: &ArrayRef) -> ArrayRef {
    let encoded = array.as_string_view();
    let mut out = StringBuilder::with_capacity(encoded.len(), 0);
    for text in encoded.iter() {
        match text {
            // Only encoded scalars that JSON lacks begin with `@`, outside of strings at least.
            Some(text) if !text.contains('@') => out.append_value(text),
            Some(text) => out.append_value(dynamic_json(text)),
            None => out.append_null(),
        }
    }
    Arc::new(out.finish())
}

/// The JSON text of an encoded dynamic.
fn dynamic_json(encoded: &str) -> String {
    match dynamic::from_json(encoded) {
        Some(json) => json,
        None => match dynamic::scalar(encoded) {
            Some(Value::Datetime(ticks)) => format!("\"{}\"", lurcher_types::time::format_datetime(ticks)),
            Some(Value::Timespan(ticks)) => format!("\"{}\"", lurcher_types::time::format_timespan(ticks)),
            _ => encoded.to_owned(),
        },
    }
}

fn guid_text(array: &ArrayRef) -> ArrayRef {
    let guids = array.as_fixed_size_binary();
    let mut out = StringBuilder::with_capacity(guids.len(), 36 * guids.len());
    for bytes in guids.iter() {
        match bytes.and_then(|b| <[u8; 16]>::try_from(b).ok()) {
            Some(bytes) => out.append_value(text::format_guid(&bytes)),
            None => out.append_null(),
        }
    }
    Arc::new(out.finish())
}

fn timestamps(array: &ArrayRef) -> ArrayRef {
    let ticks = array.as_primitive::<Int64Type>();
    if ticks.iter().flatten().any(|t| t % TICKS_PER_MICROSECOND != 0) {
        return array.clone();
    }
    let micros: TimestampMicrosecondArray =
        ticks.iter().map(|t| t.map(|t| (t - UNIX_EPOCH_TICKS) / TICKS_PER_MICROSECOND)).collect();
    let micros = micros.with_timezone("UTC");
    debug_assert!(matches!(micros.data_type(), DataType::Timestamp(TimeUnit::Microsecond, Some(_))));
    Arc::new(micros)
}
