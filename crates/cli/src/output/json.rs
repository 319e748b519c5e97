//! Answers as JSON, cell by cell as the Kusto API gives them.

use crate::failure::Failure;
use lurcher_engine::{Answer, AnswerColumn, AnswerTable, Checked};
use lurcher_syntax::Diagnostic;
use lurcher_types::{Value, dynamic, text, time};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};
use std::io::Write;

/// The object that `--format json` prints and that each line of `--batch` is. Rows are written as they are read: an answer
/// may be larger than the memory that a copy of it would take.
pub struct Answered<'a> {
    pub answer: &'a Answer,
    pub limit: Option<usize>,
}

impl Serialize for Answered<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("ok", &true)?;
        let tables = self.answer.tables.iter().map(|table| Table { table, limit: self.limit });
        let tables: Vec<Table> = tables.collect();
        if let Some(first) = tables.first() {
            first.entries(&mut object)?;
        }
        object.serialize_entry("warnings", &self.answer.warnings)?;
        object.serialize_entry("tables", tables.get(1..).unwrap_or_default())?;
        object.end()
    }
}

struct Table<'a> {
    table: &'a AnswerTable,
    limit: Option<usize>,
}

impl Table<'_> {
    fn entries<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        let table = self.table;
        object.serialize_entry("columns", &columns(&table.columns))?;
        object.serialize_entry("rows", &Rows(self))?;
        if self.limit.is_some_and(|limit| table.row_count() > limit) {
            object.serialize_entry("row_count", &table.row_count())?;
        }
        let render = table.render.as_ref().map(|r| {
            let properties: Map<String, Json> = r.properties.iter().map(|(k, v)| (k.clone(), json!(v))).collect();
            json!({"kind": r.kind, "properties": properties})
        });
        object.serialize_entry("render", &render)?;
        match &table.name {
            Some(name) => object.serialize_entry("name", name),
            None => Ok(()),
        }
    }
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        self.entries(&mut object)?;
        object.end()
    }
}

struct Rows<'a>(&'a Table<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let rows = self.0.table.rows().take(self.0.limit.unwrap_or(usize::MAX));
        to.collect_seq(rows.map(Row))
    }
}

struct Row(Vec<Value>);

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(Cell))
    }
}

/// One object a row, one row a line.
pub fn ndjson(table: &AnswerTable, limit: Option<usize>, out: &mut dyn Write) -> Result<(), Failure> {
    for row in table.rows().take(limit.unwrap_or(usize::MAX)) {
        let mut line = serde_json::Serializer::new(&mut *out);
        let cells = table.columns.iter().zip(&row).map(|(c, value)| (&c.name, Cell(value)));
        line.collect_map(cells).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

pub fn columns(columns: &[AnswerColumn]) -> Json {
    columns.iter().map(|c| json!({"name": c.name, "type": c.type_name()})).collect()
}

/// What is said of one query: its answer, or why there is none.
pub enum Reply {
    Answer(Answer, Option<usize>),
    Object(Map<String, Json>),
}

impl Serialize for Reply {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Reply::Answer(answer, limit) => Answered { answer, limit: *limit }.serialize(to),
            Reply::Object(object) => object.serialize(to),
        }
    }
}

/// What `check` says of a query that binds.
pub fn checked(checked: &Checked) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("ok".into(), true.into());
    object.insert("columns".into(), checked.tables.first().map_or(Json::Null, |c| columns(c)));
    let further: Vec<Json> = checked.tables.iter().skip(1).map(|c| json!({"columns": columns(c)})).collect();
    object.insert("warnings".into(), json!(checked.program.warnings));
    object.insert("tables".into(), Json::Array(further));
    object
}

/// What is said of a query that is refused.
pub fn refusal(d: &Diagnostic) -> Map<String, Json> {
    let mut error = Map::new();
    error.insert("code".into(), json!(d.code));
    error.insert("message".into(), json!(d.message));
    error.insert("start".into(), json!(d.span.start));
    error.insert("end".into(), json!(d.span.end));
    error.insert("stage".into(), json!(d.stage.name()));
    if let Some(help) = &d.help {
        error.insert("help".into(), json!(help));
    }
    let mut object = Map::new();
    object.insert("ok".into(), false.into());
    object.insert("error".into(), Json::Object(error));
    object
}

/// One cell.
pub struct Cell<'a>(pub &'a Value);

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null(_) => to.serialize_unit(),
            Value::Bool(v) => to.serialize_bool(*v),
            Value::Int(v) => to.serialize_i32(*v),
            Value::Long(v) => to.serialize_i64(*v),
            Value::Real(v) if v.is_nan() => to.serialize_str("NaN"),
            Value::Real(v) if v.is_infinite() => to.serialize_str(if *v > 0.0 { "Infinity" } else { "-Infinity" }),
            Value::Real(v) => to.serialize_f64(*v),
            Value::Decimal(v) => to.serialize_str(&text::format_decimal(v)),
            Value::String(v) => to.serialize_str(v),
            Value::Datetime(v) => to.serialize_str(&time::format_datetime_wire(*v)),
            Value::Timespan(v) => to.serialize_str(&time::format_timespan(*v)),
            Value::Guid(v) => to.serialize_str(&text::format_guid(v)),
            Value::Dynamic(v) => {
                let text = dynamic::to_json(v);
                match serde_json::from_str::<Json>(&text) {
                    Ok(json) => json.serialize(to),
                    Err(_) => to.serialize_str(&text),
                }
            }
        }
    }
}
