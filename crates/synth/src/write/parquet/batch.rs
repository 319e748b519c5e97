//! Rows to Arrow, a column at a time.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Float64Array, Int32Array, Int64Array, RecordBatch, StringBuilder, TimestampMicrosecondArray,
};
use arrow::datatypes::{DataType, Field, SchemaRef, TimeUnit};
use lurcher_columnar::KQL_TYPE;
use lurcher_types::Type;
use lurcher_types::time::{TICKS_PER_MICROSECOND, UNIX_EPOCH_TICKS};

use crate::tables::{Cell, Column};

/// As exports have it: datetimes in microseconds of UTC, dynamic as JSON text; the KQL type stands in the metadata.
pub fn field(name: &str, kql_type: Type) -> Field {
    let data_type = match kql_type {
        Type::Bool => DataType::Boolean,
        Type::Int => DataType::Int32,
        Type::Long => DataType::Int64,
        Type::Real => DataType::Float64,
        Type::Datetime => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        _ => DataType::Utf8,
    };
    Field::new(name, data_type, false).with_metadata(HashMap::from([(KQL_TYPE.to_owned(), kql_type.name().to_owned())]))
}

pub fn batch<R>(schema: &SchemaRef, columns: &[Column<R>], rows: &[R]) -> io::Result<RecordBatch> {
    let arrays = columns.iter().map(|c| array(c, rows)).collect();
    RecordBatch::try_new(schema.clone(), arrays).map_err(io::Error::other)
}

/// A cell of another type than its column's would be a mistake in the column's definition; a test reads them all.
fn array<R>(column: &Column<R>, rows: &[R]) -> ArrayRef {
    let cells = rows.iter().map(column.value);
    match column.kql_type {
        Type::Bool => Arc::new(cells.map(|c| Some(matches!(c, Cell::Bool(true)))).collect::<BooleanArray>()),
        Type::Int => Arc::new(Int32Array::from_iter_values(cells.map(|c| match c {
            Cell::Int(value) => value,
            _ => 0,
        }))),
        Type::Long => Arc::new(Int64Array::from_iter_values(cells.map(|c| match c {
            Cell::Long(value) => value,
            _ => 0,
        }))),
        Type::Real => Arc::new(Float64Array::from_iter_values(cells.map(|c| match c {
            Cell::Real(value) => value,
            _ => 0.0,
        }))),
        Type::Datetime => {
            let micros = cells.map(|c| match c {
                Cell::Time(ticks) => (ticks - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_MICROSECOND),
                _ => 0,
            });
            Arc::new(TimestampMicrosecondArray::from_iter_values(micros).with_timezone("UTC"))
        }
        _ => {
            let mut texts = StringBuilder::with_capacity(rows.len(), rows.len() * 16);
            for cell in cells {
                match cell {
                    Cell::Text(text) => texts.append_value(text),
                    Cell::Dynamic(json) => texts.append_value(json),
                    _ => texts.append_value(""),
                }
            }
            Arc::new(texts.finish())
        }
    }
}
