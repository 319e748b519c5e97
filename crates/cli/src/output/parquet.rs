//! An answer as a Parquet file that other tools read too. Every field says its KQL type in its metadata.
//!
//! Texts, guids and dynamics (as JSON) are strings; a datetime is a timestamp in microseconds, or ticks of 100 ns where
//! a value is finer; a timespan is ticks.

use crate::failure::Failure;
use arrow::array::{
    ArrayRef, AsArray, Int64Array, RecordBatch, RecordBatchOptions, StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{Field, Int64Type, Schema};
use lurcher_columnar::{field, value_at};
use lurcher_engine::AnswerTable;
use lurcher_types::time::{TICKS_PER_MICROSECOND, UNIX_EPOCH_TICKS};
use lurcher_types::{Type, Value, dynamic, text};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

pub fn write(table: &AnswerTable, limit: Option<usize>, out: &mut (dyn Write + Send)) -> Result<(), Failure> {
    let failed = |e: &dyn std::fmt::Display| Failure::plain(format!("the Parquet file cannot be written: {e}"));
    let fine = fine_times(table);
    let fields = table.columns.iter().zip(&fine).map(|(c, fine)| stored_field(&c.name, c.kql_type, *fine));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(|e| failed(&e))?;
    let mut left = limit.unwrap_or(usize::MAX);
    for batch in &table.batches {
        let batch = batch.slice(0, batch.num_rows().min(left));
        left -= batch.num_rows();
        let columns = table.columns.iter().zip(&fine).zip(batch.columns());
        let arrays = columns.map(|((c, fine), array)| stored(c.kql_type, *fine, array)).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(schema.clone(), arrays, &options).map_err(|e| failed(&e))?;
        writer.write(&batch).map_err(|e| failed(&e))?;
    }
    writer.close().map_err(|e| failed(&e))?;
    Ok(())
}

/// Which columns hold a datetime finer than a microsecond. A file has one schema, so all batches are asked.
fn fine_times(table: &AnswerTable) -> Vec<bool> {
    let is_fine = |array: &ArrayRef| {
        let ticks = array.as_primitive_opt::<Int64Type>();
        ticks.is_some_and(|t| t.iter().flatten().any(|t| t % TICKS_PER_MICROSECOND != 0))
    };
    let columns = table.columns.iter().enumerate();
    let of_column = |i: usize| table.batches.iter().filter_map(move |b| b.columns().get(i)).any(is_fine);
    columns.map(|(i, c)| c.kql_type == Type::Datetime && of_column(i)).collect()
}

fn stored_field(name: &str, t: Type, fine: bool) -> Field {
    let field = field(name, t);
    match t {
        Type::Datetime if fine => field,
        Type::Datetime => {
            let micros =
                arrow::datatypes::DataType::Timestamp(arrow::datatypes::TimeUnit::Microsecond, Some("UTC".into()));
            field.with_data_type(micros)
        }
        Type::String | Type::Dynamic | Type::Guid => field.with_data_type(arrow::datatypes::DataType::Utf8),
        _ => field,
    }
}

fn stored(t: Type, fine: bool, array: &ArrayRef) -> ArrayRef {
    let texts = |show: fn(&Value) -> Option<String>| -> ArrayRef {
        let values = (0..array.len()).map(|row| show(&value_at(t, array.as_ref(), row)));
        Arc::new(values.collect::<StringArray>())
    };
    match t {
        Type::String => texts(|v| Some(v.to_text())),
        Type::Dynamic => texts(|v| match v {
            Value::Dynamic(encoded) => Some(dynamic::to_json(encoded).into_owned()),
            _ => None,
        }),
        Type::Guid => texts(|v| match v {
            Value::Guid(bytes) => Some(text::format_guid(bytes)),
            _ => None,
        }),
        Type::Datetime if !fine => {
            let ticks: &Int64Array = array.as_primitive::<Int64Type>();
            let micros = ticks.iter().map(|t| t.map(|t| (t - UNIX_EPOCH_TICKS) / TICKS_PER_MICROSECOND));
            Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        _ => array.clone(),
    }
}
