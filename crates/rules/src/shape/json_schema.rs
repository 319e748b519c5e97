//! A shape as JSON Schema, for editors. It refuses what the validator refuses, but for what a pattern cannot say: the
//! thirtieth of February, and durations of more than ten years.

use super::{Demand, Record, Shape};
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
            let mut schema = if key.required { of_needed(&key.shape) } else { or_null(of_shape(&key.shape)) };
            if let Value::Object(members) = &mut schema {
                members.insert("description".into(), key.about.into());
            }
            (key.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = record.keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": record.open,
    });
    if let (Value::Object(members), false) = (&mut schema, record.demands.is_empty()) {
        members.insert("allOf".into(), record.demands.iter().map(of_demand).collect());
    }
    schema
}

/// A key is there, with a value.
fn has(key: &str) -> Value {
    json!({"required": [key], "properties": {key: {"not": {"type": "null"}}}})
}

fn of_demand(demand: &Demand) -> Value {
    match demand {
        Demand::AnyOf(keys) => json!({"anyOf": keys.iter().map(|key| has(key)).collect::<Vec<_>>()}),
        Demand::Together(one, other) => json!({"anyOf": [
            {"allOf": [has(one), has(other)]},
            {"not": {"anyOf": [has(one), has(other)]}},
        ]}),
        Demand::Beside(one, other) => json!({"anyOf": [{"not": has(one)}, has(other)]}),
    }
}

/// The shape of a key that must be there: a text says something.
fn of_needed(shape: &Shape) -> Value {
    match shape {
        Shape::Text => a_text(),
        _ => of_shape(shape),
    }
}

fn a_text() -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": "\\S"})
}

fn of_shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": ["string", "number", "boolean"]}),
        Shape::OneOf(names) => one_of(names),
        Shape::Bool => json!({"enum": [true, false, "true", "false", "True", "False", "TRUE", "FALSE"]}),
        Shape::Count => json!({"anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999_999_u64},
            {"type": "string", "pattern": "^[0-9]{1,18}$"},
        ]}),
        Shape::Duration => json!({"type": "string", "pattern": DURATION}),
        Shape::Frequency => json!({"anyOf": [
            {"type": "string", "pattern": DURATION},
            {"type": "string", "pattern": NO_DURATION},
        ]}),
        Shape::Date => json!({"type": "string", "pattern": DATE}),
        Shape::Texts => json!({"anyOf": [an_item(false), {"type": "array", "items": an_item(true)}]}),
        Shape::Rows => json!({"anyOf": [a_text(), {"type": "array", "items": {"type": "object"}}]}),
        Shape::List(inner) => json!({"type": "array", "items": of_shape(inner)}),
        Shape::Map(inner) => json!({"type": "object", "additionalProperties": of_value(inner)}),
        Shape::Record(record) => of_record(record),
        Shape::Any => json!({}),
    }
}

/// A value under a key that somebody has chosen.
fn of_value(shape: &Shape) -> Value {
    match shape {
        Shape::Text => or_null(of_shape(shape)),
        _ => of_shape(shape),
    }
}

/// One of several texts: a text, or a small mapping such as `SchemaVersion: 0.1`.
fn an_item(may_be_null: bool) -> Value {
    let scalar = or_null(json!({"type": ["string", "number", "boolean"]}));
    let of_list = if may_be_null { scalar.clone() } else { of_shape(&Shape::Text) };
    json!({"anyOf": [of_list, {"type": "object", "additionalProperties": scalar}]})
}

/// Editors offer the names; what counts is that case does not matter.
fn one_of(names: &[&str]) -> Value {
    let mut offered: Vec<Value> = names.iter().map(|name| json!(name)).collect();
    offered.extend(names.iter().filter_map(|name| name.parse::<u64>().ok()).map(|number| json!(number)));
    let any_case = |c: char| match c.is_ascii_alphabetic() {
        true => format!("[{}{}]", c.to_ascii_lowercase(), c.to_ascii_uppercase()),
        false => c.to_string(),
    };
    let spelt: Vec<String> = names.iter().map(|name| name.chars().map(any_case).collect()).collect();
    let pattern = format!("^\\s*({})\\s*$", spelt.join("|"));
    json!({"anyOf": [{"enum": offered}, {"type": "string", "pattern": pattern}]})
}

/// Null stands for no value.
fn or_null(mut schema: Value) -> Value {
    let Value::Object(members) = &mut schema else { return schema };
    if let Some(types) = members.get_mut("type") {
        *types = match types.take() {
            Value::Array(mut types) => {
                types.push("null".into());
                Value::Array(types)
            }
            one => json!([one, "null"]),
        };
    }
    if let Some(Value::Array(values)) = members.get_mut("enum") {
        values.push(Value::Null);
    }
    if let Some(Value::Array(choices)) = members.get_mut("anyOf") {
        choices.push(json!({"type": "null"}));
    }
    schema
}

/// `5m`, `1h`, `14d`, or ISO 8601 in weeks, days, hours, minutes and seconds; not nothing.
const DURATION: &str = concat!(
    r"^\s*(0*[1-9][0-9]*[smhdw]|",
    r"[pP](?=.*[1-9])(?=[0-9tT])([0-9]+[wW])?([0-9]+[dD])?([tT](?=[0-9])([0-9]+[hH])?([0-9]+[mM])?([0-9]+[sS])?)?)\s*$"
);
const NO_DURATION: &str = r"^\s*[pP]([tT]0[sSmMhH]|0[dD])\s*$";
/// A day, and maybe a time of it.
const DATE: &str = r"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([T ].+)?\s*$";
