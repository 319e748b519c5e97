//! A piece of text as a value of another type, by the rules of `tolong`, `todatetime` and the others.

use lurcher_types::{Type, Value, dynamic, text, time};

/// Nothing where the text does not read as that type.
pub fn read_as(wanted: Type, piece: &str) -> Option<Value> {
    Some(match wanted {
        Type::Bool => Value::Bool(text::parse_bool(piece)?),
        Type::Int => Value::Int(text::parse_int(piece)?),
        Type::Long => Value::Long(text::parse_long(piece)?),
        Type::Real => Value::Real(text::parse_real(piece)?),
        Type::Decimal => Value::Decimal(text::parse_decimal(piece)?),
        Type::String => Value::String(piece.to_owned()),
        Type::Datetime => Value::Datetime(time::parse_datetime(piece)?),
        Type::Timespan => Value::Timespan(time::parse_timespan(piece)?),
        Type::Guid => Value::Guid(text::parse_guid(piece)?),
        Type::Dynamic => return read_dynamic(piece),
    })
}

/// JSON as what it says; any other text as a dynamic string of it.
fn read_dynamic(piece: &str) -> Option<Value> {
    let encoded = dynamic::from_json(piece).unwrap_or_else(|| dynamic::Dynamic::String(piece.to_owned()).encode());
    (encoded != dynamic::NULL).then_some(Value::Dynamic(encoded))
}
