//! Answers as JSON, cell by cell as the Kusto API gives them.

use crate::failure::Failure;
use lurcher_engine::{Answer, AnswerColumn, AnswerTable, Checked};
use lurcher_syntax::Diagnostic;
use lurcher_types::{Value, dynamic, text, time};
use serde_json::{Map, Value as Json, json};
use std::io::Write;

/// The object that `--format json` prints and that each line of `--batch` is.
pub fn answer(answer: &Answer, limit: Option<usize>) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("ok".into(), true.into());
    let mut tables = answer.tables.iter();
    if let Some(first) = tables.next() {
        table(&mut object, first, limit);
    }
    object.insert("warnings".into(), json!(answer.warnings));
    let further: Vec<Json> = tables
        .map(|t| {
            let mut object = Map::new();
            table(&mut object, t, limit);
            Json::Object(object)
        })
        .collect();
    object.insert("tables".into(), Json::Array(further));
    object
}

fn table(object: &mut Map<String, Json>, table: &AnswerTable, limit: Option<usize>) {
    object.insert("columns".into(), columns(&table.columns));
    let rows = table.rows().take(limit.unwrap_or(usize::MAX));
    object.insert("rows".into(), rows.map(|row| row.iter().map(cell).collect::<Json>()).collect());
    if limit.is_some_and(|limit| table.row_count() > limit) {
        object.insert("row_count".into(), table.row_count().into());
    }
    let render = table.render.as_ref().map(|r| {
        let properties: Map<String, Json> = r.properties.iter().map(|(k, v)| (k.clone(), json!(v))).collect();
        json!({"kind": r.kind, "properties": properties})
    });
    object.insert("render".into(), render.unwrap_or(Json::Null));
    if let Some(name) = &table.name {
        object.insert("name".into(), json!(name));
    }
}

/// One object a row, one row a line.
pub fn ndjson(table: &AnswerTable, limit: Option<usize>, out: &mut dyn Write) -> Result<(), Failure> {
    for row in table.rows().take(limit.unwrap_or(usize::MAX)) {
        let cells = table.columns.iter().zip(&row).map(|(c, value)| (c.name.clone(), cell(value)));
        serde_json::to_writer(&mut *out, &cells.collect::<Map<_, _>>()).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

pub fn columns(columns: &[AnswerColumn]) -> Json {
    columns.iter().map(|c| json!({"name": c.name, "type": c.kql_type.name()})).collect()
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
pub fn cell(value: &Value) -> Json {
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
        Value::Datetime(v) => json!(time::format_datetime_wire(*v)),
        Value::Timespan(v) => json!(time::format_timespan(*v)),
        Value::Guid(v) => json!(text::format_guid(v)),
        Value::Dynamic(v) => {
            let text = dynamic::to_json(v);
            serde_json::from_str(&text).unwrap_or_else(|_| json!(text))
        }
    }
}
