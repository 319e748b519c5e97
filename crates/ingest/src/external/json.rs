//! JSON objects: one a line, one after the other, or in one array.

use super::MAX_EXTERNAL_RECORD_BYTES;
use super::open::whole_text;
use lurcher_types::{Type, Value, dynamic};
use serde_json::value::RawValue;
use std::io::BufRead;

/// Each object, as the engine encodes a dynamic.
pub fn objects(reader: &mut dyn BufRead, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Result<(), String> {
    let text = whole_text(reader, MAX_EXTERNAL_RECORD_BYTES)?;
    let texts = serde_json::Deserializer::from_str(&text).into_iter::<&RawValue>();
    for json in texts {
        let json = json.map_err(|e| format!("it is no JSON: {e}"))?;
        let Some(encoded) = dynamic::from_json(json.get()) else {
            return Err("it holds JSON that nests too deep".to_owned());
        };
        match dynamic::kind(&encoded) {
            dynamic::Kind::Array => {
                for object in dynamic::elements(&encoded) {
                    one(object, take)?;
                }
            }
            _ => one(&encoded, take)?,
        }
    }
    Ok(())
}

fn one(object: &str, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Result<(), String> {
    match dynamic::kind(object) {
        dynamic::Kind::Bag => take(object),
        other => Err(format!("it holds a {} where an object is wanted", other.name())),
    }
}

/// The value of a key as a value of its column's type.
pub fn member(object: &str, name: &str, t: Type) -> Value {
    let mut members = dynamic::members(object);
    match members.find(|(key, _)| dynamic::string_content(key) == name) {
        Some((_, value)) if dynamic::kind(value) != dynamic::Kind::Null => dynamic::to_value(value, t),
        _ => Value::missing(t),
    }
}
