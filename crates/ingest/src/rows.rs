//! Rows under construction, one table at a time.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::RecordBatch;
use lurcher_columnar::Builder;
use lurcher_types::{Type, Value, dynamic};

use crate::IngestError;
use crate::dedupe::RowKey;
use crate::tables::Shape;

/// Rows of one table with their keys, ready to be deduplicated.
pub struct TableRows {
    pub shape: Arc<Shape>,
    pub batch: RecordBatch,
    pub keys: Vec<RowKey>,
}

/// Collects rows of one table.
pub struct RowsBuilder {
    pub shape: Arc<Shape>,
    builders: Vec<Builder>,
    keys: Vec<RowKey>,
}

impl RowsBuilder {
    pub fn new(shape: Arc<Shape>, capacity: usize) -> RowsBuilder {
        let builders = shape.types().map(|t| Builder::new(t, capacity)).collect();
        RowsBuilder { shape, builders, keys: Vec::with_capacity(capacity) }
    }

    /// Appends a row; its values stand in the order of the table's columns.
    pub fn push(&mut self, row: &[Value], key: RowKey) {
        for (builder, value) in self.builders.iter_mut().zip(row) {
            builder.push(value);
        }
        self.keys.push(key);
    }

    /// The same, of cells.
    pub fn push_cells(&mut self, row: &[Cell<'_>], key: RowKey) {
        for (builder, cell) in self.builders.iter_mut().zip(row) {
            match (builder, cell) {
                (Builder::String(builder), Cell::Text(text)) => builder.append_value(text),
                (builder, Cell::Value(value)) => builder.push(value),
                (builder, Cell::Text(_)) => builder.push_missing(),
            }
        }
        self.keys.push(key);
    }

    /// The rows, or nothing if there are none.
    pub fn finish(self) -> Result<Option<TableRows>, IngestError> {
        if self.keys.is_empty() {
            return Ok(None);
        }
        let arrays = self.builders.into_iter().map(Builder::finish).collect();
        let batch = RecordBatch::try_new(self.shape.schema.clone(), arrays)
            .map_err(|e| IngestError::Internal(format!("rows of {}: {e}", self.shape.name())))?;
        Ok(Some(TableRows { shape: self.shape, batch, keys: self.keys }))
    }
}

/// One value of a row that was read: a text of a string column may stay where it was read.
#[derive(Debug, Clone)]
pub enum Cell<'a> {
    Text(Cow<'a, str>),
    Value(Value),
}

impl Cell<'_> {
    pub fn missing(t: Type) -> Cell<'static> {
        match t {
            Type::String => Cell::Text(Cow::Borrowed("")),
            _ => Cell::Value(Value::Null(t)),
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Cell::Value(Value::Null(_)))
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            Cell::Value(Value::String(text)) => Some(text),
            Cell::Value(_) => None,
        }
    }
}

/// One row, filled by column name. A column that the table lacks is left out: the two products differ in some.
pub struct Row<'a> {
    shape: &'a Shape,
    pub values: Vec<Value>,
}

impl<'a> Row<'a> {
    pub fn new(shape: &'a Shape) -> Row<'a> {
        Row { values: shape.types().map(Value::missing).collect(), shape }
    }

    /// A string; in a dynamic column a dynamic string.
    pub fn text(&mut self, column: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.set(column, |t| match t {
            Type::String => Some(Value::String(text.to_owned())),
            Type::Dynamic => Some(Value::Dynamic(json_string(text))),
            _ => None,
        });
    }

    /// JSON text; in a string column as that text.
    pub fn json(&mut self, column: &str, json: &serde_json::Value) {
        let text = json.to_string();
        self.set(column, |t| match t {
            Type::String => Some(Value::String(text)),
            Type::Dynamic => dynamic::from_json(&text).map(Value::Dynamic),
            _ => None,
        });
    }

    pub fn number(&mut self, column: &str, number: i64) {
        self.set(column, |t| match t {
            Type::Int => i32::try_from(number).ok().map(Value::Int),
            Type::Long => Some(Value::Long(number)),
            _ => None,
        });
    }

    pub fn bool(&mut self, column: &str, value: bool) {
        self.set(column, |t| (t == Type::Bool).then_some(Value::Bool(value)));
    }

    /// The time of the row, in both products' columns.
    pub fn time(&mut self, ticks: Option<i64>) {
        let Some(ticks) = ticks else { return };
        for column in TIME_COLUMNS {
            self.set(column, |t| (t == Type::Datetime).then_some(Value::Datetime(ticks)));
        }
    }

    fn set(&mut self, column: &str, value: impl FnOnce(Type) -> Option<Value>) {
        let Some(position) = self.shape.position(column) else { return };
        if let (Some(slot), Some(column)) = (self.values.get_mut(position), self.shape.table.columns.get(position))
            && let Some(value) = value(column.kql_type)
        {
            *slot = value;
        }
    }
}

/// Defender's name for the time of a row, and Sentinel's.
pub const TIME_COLUMNS: [&str; 2] = ["Timestamp", "TimeGenerated"];

/// A string as an encoded dynamic.
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    dynamic::write_string(&mut out, text);
    out
}
