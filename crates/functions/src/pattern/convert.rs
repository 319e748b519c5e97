//! A captured text as a value, by the rules of `tolong`, `todatetime` and so on.

use lurcher_types::{Type, Value, dynamic, text, time};

/// The value; nothing where the text cannot be read as one. An empty text is only ever a string.
pub fn convert(captured: &str, t: Type) -> Option<Value> {
    if captured.is_empty() && t != Type::String {
        return None;
    }
    Some(match t {
        Type::String => Value::String(captured.to_owned()),
        Type::Bool => Value::Bool(text::parse_bool(captured)?),
        Type::Int => Value::Int(text::parse_int(captured)?),
        Type::Long => Value::Long(text::parse_long(captured)?),
        Type::Real => Value::Real(text::parse_real(captured)?),
        Type::Decimal => Value::Decimal(text::parse_decimal(captured)?),
        Type::Datetime => Value::Datetime(time::parse_datetime(captured)?),
        Type::Timespan => Value::Timespan(time::parse_timespan(captured)?),
        Type::Guid => Value::Guid(text::parse_guid(captured)?),
        Type::Dynamic => match dynamic::from_json(captured) {
            Some(encoded) if encoded == dynamic::NULL => Value::Null(Type::Dynamic),
            Some(encoded) => Value::Dynamic(encoded),
            None => Value::Dynamic(dynamic::Dynamic::String(captured.to_owned()).encode()),
        },
    })
}
