//! Running KQL over tables of JSON rows, with answers as the test kit compares them.

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use lurcher_columnar::{array_of, field};
use lurcher_engine::catalog::{FileCatalog, Source, TableSource};
use lurcher_engine::{AnswerTable, Engine, Limits, Request};
use lurcher_schema::Schemas;
use lurcher_syntax::{Diagnostic, Span, Stage};
use lurcher_testkit::{Answer, Column, Table};
use lurcher_types::{Decimal, Type, Value, dynamic, text, time};
use serde_json::{Value as Json, json};
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinError;

/// The runtime that queries run on. Plans may be deep: its threads get room.
pub fn runtime() -> Runtime {
    Builder::new_multi_thread().enable_all().thread_stack_size(16 << 20).build().unwrap()
}

/// An engine over these tables and nothing else.
pub fn engine(tables: Vec<TableSource>, threads: usize) -> Engine {
    let limits = Limits { threads, ..Limits::default() };
    let catalog = FileCatalog::open(tables).unwrap();
    Engine::new(Arc::new(catalog), Arc::new(Schemas::builtin()), limits).unwrap()
}

/// Runs a query on the runtime's own threads.
pub fn query(runtime: &Runtime, engine: Arc<Engine>, request: Request) -> Result<Vec<AnswerTable>, Diagnostic> {
    let task = runtime.spawn(async move { engine.query(&request).await });
    // A panic fails its own query, so that a run over many queries tells of them all.
    let panic = |e: JoinError| Err(Diagnostic::new("PANIC", Stage::Run, Span::default(), e.to_string()));
    runtime.block_on(task).unwrap_or_else(panic).map(|answer| answer.tables)
}

pub fn request(text: &str, now: &str) -> Request {
    Request { text: text.to_owned(), now: ticks(now), ..Request::default() }
}

pub fn ticks(datetime: &str) -> i64 {
    time::parse_datetime(datetime).unwrap_or_else(|| panic!("`{datetime}` is no datetime"))
}

/// A table in memory, its rows cut into batches of so many.
pub fn memory(table: &Table, batch_rows: usize) -> TableSource {
    let types: Vec<Type> = table.columns.iter().map(|c| Type::from_name(&c.kql_type).unwrap()).collect();
    let columns: Vec<(&str, Type)> = table.columns.iter().map(|c| c.name.as_str()).zip(types.iter().copied()).collect();
    let batches = table.rows.chunks(batch_rows.max(1)).map(|rows| batch(&columns, rows)).collect();
    TableSource {
        name: table.name.clone(),
        schema: crate::fixture::table(&table.name, &columns),
        sources: vec![Source::Memory(batches)],
    }
}

fn batch(columns: &[(&str, Type)], rows: &[Vec<Json>]) -> RecordBatch {
    let fields: Vec<_> = columns.iter().map(|(name, t)| field(name, *t)).collect();
    let array = |(index, (_, t)): (usize, &(&str, Type))| {
        let values: Vec<Value> = rows.iter().map(|row| value(*t, &row[index])).collect();
        array_of(*t, &values)
    };
    let arrays = columns.iter().enumerate().map(array).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

/// A cell as `.kqlt` files and recorded tables write it; numbers may stand in text.
fn value(t: Type, cell: &Json) -> Value {
    let text = match cell {
        Json::Null => return Value::missing(t),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    let read = match t {
        Type::String => Some(Value::String(text)),
        Type::Dynamic => dynamic::from_json(&cell.to_string()).map(Value::Dynamic),
        Type::Bool => text::parse_bool(&text).map(Value::Bool),
        Type::Int => text.parse().ok().map(Value::Int),
        Type::Long => text.parse().ok().map(Value::Long),
        Type::Real => text.parse().ok().map(Value::Real),
        Type::Decimal => Decimal::parse(&text).map(Value::Decimal),
        Type::Datetime => time::parse_datetime(&text).map(Value::Datetime),
        Type::Timespan => time::parse_timespan(&text).map(Value::Timespan),
        Type::Guid => text::parse_guid(&text).map(Value::Guid),
    };
    read.unwrap_or_else(|| panic!("{cell} is no {}", t.name()))
}

/// An answer as the test kit compares it.
pub fn comparable(table: &AnswerTable) -> Answer {
    Answer {
        columns: table.columns.iter().map(|c| Column::new(&c.name, c.kql_type.name())).collect(),
        rows: table.rows().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

fn cell(value: &Value) -> Json {
    match value {
        Value::Null(_) => Json::Null,
        Value::Bool(v) => json!(v),
        Value::Int(v) => json!(v),
        Value::Long(v) => json!(v),
        Value::Real(v) if v.is_nan() => json!("NaN"),
        Value::Real(v) if v.is_infinite() => json!(if *v > 0.0 { "Infinity" } else { "-Infinity" }),
        Value::Real(v) => json!(v),
        Value::Decimal(v) => json!(text::format_decimal(v)),
        Value::String(v) => json!(v),
        Value::Datetime(v) => json!(time::format_datetime(*v)),
        Value::Timespan(v) => json!(time::format_timespan(*v)),
        Value::Guid(v) => json!(text::format_guid(v)),
        Value::Dynamic(v) => serde_json::from_str(&dynamic::to_json(v)).expect("a dynamic is JSON"),
    }
}
