//! A shape as JSON Schema, for editors.

use super::{Record, Shape};
use serde_json::{Map, Value, json};

/// The schema of a whole file.
pub fn json_schema(title: &str, record: &Record) -> Value {
    let mut schema = of_record(record);
    if let Value::Object(members) = &mut schema {
        members.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        members.insert("title".into(), title.into());
    }
    schema
}

fn of_record(record: &Record) -> Value {
    let properties: Map<String, Value> = record
        .keys
        .iter()
        .map(|key| {
            let mut schema = of_shape(&key.shape);
            if let Value::Object(members) = &mut schema {
                members.insert("description".into(), key.about.into());
            }
            (key.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = record.keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": record.open,
    })
}

fn of_shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": ["string", "number", "boolean"]}),
        Shape::OneOf(names) => json!({"type": "string", "enum": names}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Count => json!({"type": "integer", "minimum": 0}),
        Shape::Duration => json!({"type": "string", "pattern": "^([0-9]+[smhdwSMHDW]|[pP].+)$"}),
        Shape::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$"}),
        Shape::Texts => json!({"anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": ["string", "number", "boolean", "object", "null"]}},
        ]}),
        Shape::List(inner) => json!({"type": "array", "items": of_shape(inner)}),
        Shape::Map(inner) => json!({"type": "object", "additionalProperties": of_shape(inner)}),
        Shape::Record(record) => of_record(record),
        Shape::Any => json!({}),
    }
}
