//! Believable rows for any table that a schema describes, made from the names and types of its columns.
//!
//! Where [`crate::generate`] tells a company's mail as one story, this fills any other table well enough to run a hunt
//! over it: people, devices, addresses and files are the same in all tables, so that joins find partners, and each row
//! is about one of each, so that its columns agree. What a column holds follows from its name ([`text`], [`number`],
//! [`json`]).

mod bag;
mod glob;
mod json;
mod number;
mod row;
mod text;
mod text_columns;
mod words;
mod world;
mod write;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringBuilder, TimestampMicrosecondArray};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use arrow::error::ArrowError;
use lurcher_columnar::{Builder, KQL_TYPE};
use lurcher_types::time::{MAX_TICKS, TICKS_PER_DAY, TICKS_PER_MICROSECOND, UNIX_EPOCH_TICKS};
use lurcher_types::{Column, Decimal, Table, Type, Value};

use crate::options::DEFAULT_NOW;
use crate::random::Random;
use row::Row;
use world::World;

pub use write::write_table;

/// What one call makes in memory, and one file holds.
pub const MAX_ROWS: usize = 10_000_000;
/// The rows lie within so many days before the clock.
pub const DAYS: i64 = 14;

/// How many rows, made how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowOptions {
    pub rows: usize,
    /// Another seed gives other rows.
    pub seed: u64,
    /// The clock before which the rows lie, in ticks.
    pub now: i64,
}

impl Default for RowOptions {
    fn default() -> RowOptions {
        RowOptions { rows: 10_000, seed: 1, now: DEFAULT_NOW }
    }
}

/// Why rows cannot be made.
#[derive(Debug)]
pub enum RowsError {
    TooMany(usize),
    /// Some row would lie outside the years 1 to 9999.
    Clock,
    Arrow(ArrowError),
}

impl fmt::Display for RowsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RowsError::TooMany(rows) => write!(f, "at most {MAX_ROWS} rows of a table are made at once, not {rows}"),
            RowsError::Clock => write!(f, "the rows would lie outside the years 1 to 9999"),
            RowsError::Arrow(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RowsError {}

/// Rows of this table, in order of time. The same table and options give the same rows on every machine.
pub fn table_rows(table: &Table, options: &RowOptions) -> Result<RecordBatch, RowsError> {
    if options.rows > MAX_ROWS {
        return Err(RowsError::TooMany(options.rows));
    }
    if options.now < (DAYS + 400) * TICKS_PER_DAY || options.now > MAX_TICKS - 400 * TICKS_PER_DAY {
        return Err(RowsError::Clock);
    }
    let world = World::new(options.seed);
    let mut random = Random::new(options.seed, stream(&table.name));
    let times = times(options, &mut random);
    let rows: Vec<Row<'_>> = times.into_iter().map(|time| Row::new(&world, time, &mut random)).collect();
    let mut fields = Vec::with_capacity(table.columns.len());
    let mut arrays = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        // A column's values do not change when another column is added to the table.
        let mut random = Random::new(options.seed, stream(&table.name) ^ stream(&column.name).rotate_left(17));
        fields.push(field(column));
        arrays.push(array(table, column, &rows, &mut random));
    }
    let options = arrow::array::RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options).map_err(RowsError::Arrow)
}

/// Moments before the clock, to the millisecond, in order.
fn times(options: &RowOptions, random: &mut Random) -> Vec<i64> {
    const MILLISECOND: i64 = TICKS_PER_MICROSECOND * 1_000;
    let span = DAYS * TICKS_PER_DAY / MILLISECOND;
    let mut times: Vec<i64> = (0..options.rows).map(|_| options.now - random.between(1, span) * MILLISECOND).collect();
    times.sort_unstable();
    times
}

/// FNV-1a: a name as the number of a random sequence.
fn stream(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// As exports have it: datetimes in microseconds of UTC, dynamic as JSON text; the KQL type stands in the metadata.
fn field(column: &Column) -> Field {
    let data_type = match column.kql_type {
        Type::Datetime => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        Type::Dynamic => DataType::Utf8,
        other => lurcher_columnar::arrow_type(other),
    };
    let mark = HashMap::from([(KQL_TYPE.to_owned(), column.kql_type.name().to_owned())]);
    Field::new(&column.name, data_type, true).with_metadata(mark)
}

fn array(table: &Table, column: &Column, rows: &[Row<'_>], random: &mut Random) -> ArrayRef {
    let name = plain_name(&column.name);
    match column.kql_type {
        Type::Datetime => {
            let kind = number::Moment::of(&name);
            let micros = rows.iter().map(|row| {
                let ticks = kind.value(row, random)?;
                Some((ticks - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_MICROSECOND))
            });
            Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        Type::Dynamic => {
            let kind = json::Json::of(&name);
            let mut texts = StringBuilder::with_capacity(rows.len(), rows.len() * 32);
            for row in rows {
                match kind.value(&table.name, row, random) {
                    Some(json) => texts.append_value(json.to_string()),
                    None => texts.append_null(),
                }
            }
            Arc::new(texts.finish())
        }
        Type::String => {
            let kind = text::Text::of(&name);
            let mut builder = Builder::new(Type::String, rows.len());
            for row in rows {
                builder.push(&Value::String(kind.value(&table.name, row, random)));
            }
            builder.finish()
        }
        other => {
            let kind = number::Number::of(&name);
            let mut builder = Builder::new(other, rows.len());
            for row in rows {
                match plain_value(other, kind, row, random) {
                    Some(value) => builder.push(&value),
                    None => builder.push_missing(),
                }
            }
            builder.finish()
        }
    }
}

fn plain_value(t: Type, kind: number::Number, row: &Row<'_>, random: &mut Random) -> Option<Value> {
    if random.chance(30) {
        return None;
    }
    let number = kind.value(row, random);
    Some(match t {
        Type::Bool => Value::Bool(random.chance(350)),
        Type::Int => Value::Int(i32::try_from(number).unwrap_or(i32::MAX)),
        Type::Long => Value::Long(number),
        Type::Real => Value::Real(kind.fraction(number, random)),
        Type::Decimal => Value::Decimal(Decimal { mantissa: i128::from(number), scale: 2 }),
        Type::Timespan => Value::Timespan(number.saturating_mul(10_000)),
        Type::Guid => Value::Guid(row.id(random).to_be_bytes()),
        Type::String | Type::Dynamic | Type::Datetime => return None,
    })
}

/// A column's name in lower case, without underscores and without the letter by which custom logs mark a type.
fn plain_name(name: &str) -> String {
    let bare = match name.rsplit_once('_') {
        Some((bare, "s" | "d" | "b" | "t" | "g" | "value")) if !bare.is_empty() => bare,
        _ => name,
    };
    bare.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests;
