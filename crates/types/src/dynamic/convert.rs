//! Between dynamics and the other types.

use super::scan::string_content;
use super::tree::parse_guid;
use super::{Dynamic, Kind, kind, to_text};
use crate::{Decimal, Type, Value, text, time};

/// The scalar that an encoded text holds, with its own type; nothing for an array, a bag or null.
pub fn scalar(encoded: &str) -> Option<Value> {
    let token = || encoded.get(2..).unwrap_or("");
    Some(match kind(encoded) {
        Kind::Null | Kind::Array | Kind::Bag => return None,
        Kind::Bool => Value::Bool(encoded == "true"),
        Kind::Long => Value::Long(encoded.parse().ok()?),
        Kind::Real => Value::Real(encoded.parse().ok()?),
        Kind::String => Value::String(string_content(encoded).into_owned()),
        Kind::Datetime => Value::Datetime(token().parse().ok()?),
        Kind::Timespan => Value::Timespan(token().parse().ok()?),
        Kind::Guid => Value::Guid(parse_guid(token())?),
    })
}

/// Any value as a dynamic.
pub fn from_value(value: &Value) -> Dynamic {
    match value {
        Value::Null(_) => Dynamic::Null,
        Value::Bool(b) => Dynamic::Bool(*b),
        Value::Int(n) => Dynamic::Long(i64::from(*n)),
        Value::Long(n) => Dynamic::Long(*n),
        Value::Real(x) => Dynamic::Real(*x),
        Value::Decimal(d) => Dynamic::Number(text::format_decimal(d)),
        Value::String(s) => Dynamic::String(s.clone()),
        Value::Datetime(t) => Dynamic::Datetime(*t),
        Value::Timespan(t) => Dynamic::Timespan(*t),
        Value::Guid(g) => Dynamic::Guid(*g),
        Value::Dynamic(encoded) => Dynamic::parse(encoded),
    }
}

/// What `tolong`, `todatetime` and the others make of a dynamic: it converts as the scalar that it holds. Arrays and
/// bags convert to strings and dynamics only.
pub fn to_value(encoded: &str, t: Type) -> Value {
    let converted = match t {
        Type::String => return Value::String(to_text(encoded).into_owned()),
        Type::Dynamic => return dynamic(encoded),
        Type::Bool => scalar(encoded).and_then(to_bool),
        Type::Int => scalar(encoded).and_then(to_int),
        Type::Long => scalar(encoded).and_then(to_long),
        Type::Real => scalar(encoded).and_then(to_real),
        Type::Decimal => to_decimal(encoded),
        Type::Datetime => scalar(encoded).and_then(to_datetime),
        Type::Timespan => scalar(encoded).and_then(to_timespan),
        Type::Guid => scalar(encoded).and_then(to_guid),
    };
    converted.unwrap_or(Value::Null(t))
}

/// What `mv-expand … to typeof(t)` makes of an element: by its kind alone, no text is ever read as a number.
pub fn expand_to(encoded: &str, t: Type) -> Value {
    let kind = kind(encoded);
    let whole = || if kind.is_number() { scalar(encoded).and_then(to_long) } else { None };
    let converted = match t {
        Type::String | Type::Dynamic => return to_value(encoded, t),
        Type::Long => whole(),
        Type::Int => match whole() {
            Some(Value::Long(n)) => i32::try_from(n).ok().map(Value::Int),
            _ => None,
        },
        Type::Real if kind.is_number() => scalar(encoded).and_then(to_real),
        Type::Bool if matches!(kind, Kind::Bool | Kind::Long) => scalar(encoded).and_then(to_bool),
        Type::Datetime if matches!(kind, Kind::String | Kind::Datetime) => scalar(encoded).and_then(to_datetime),
        Type::Guid if matches!(kind, Kind::String | Kind::Guid) => scalar(encoded).and_then(to_guid),
        // The engine never expands to a timespan or a decimal.
        _ => None,
    };
    converted.unwrap_or(Value::Null(t))
}

fn dynamic(encoded: &str) -> Value {
    if kind(encoded) == Kind::Null { Value::Null(Type::Dynamic) } else { Value::Dynamic(encoded.to_owned()) }
}

fn to_bool(scalar: Value) -> Option<Value> {
    Some(Value::Bool(match scalar {
        Value::Bool(b) => b,
        Value::Long(n) => n != 0,
        Value::Real(x) => x != 0.0,
        Value::String(s) => text::parse_bool(&s)?,
        _ => return None,
    }))
}

fn to_long(scalar: Value) -> Option<Value> {
    Some(Value::Long(match scalar {
        Value::Bool(b) => i64::from(b),
        Value::Long(n) | Value::Datetime(n) | Value::Timespan(n) => n,
        // Truncates, and stops at the ends.
        Value::Real(x) if x.is_finite() => x as i64,
        Value::String(s) => text::parse_long(&s)?,
        _ => return None,
    }))
}

fn to_int(scalar: Value) -> Option<Value> {
    Some(Value::Int(match scalar {
        Value::Bool(b) => i32::from(b),
        // The low 32 bits.
        Value::Long(n) | Value::Datetime(n) | Value::Timespan(n) => n as i32,
        Value::Real(x) if x.is_finite() => x as i32,
        Value::String(s) => text::parse_int(&s)?,
        _ => return None,
    }))
}

fn to_real(scalar: Value) -> Option<Value> {
    Some(Value::Real(match scalar {
        Value::Bool(b) => f64::from(u8::from(b)),
        Value::Long(n) | Value::Datetime(n) | Value::Timespan(n) => n as f64,
        Value::Real(x) => x,
        Value::String(s) => text::parse_real(&s)?,
        _ => return None,
    }))
}

fn to_decimal(encoded: &str) -> Option<Value> {
    let whole = |n: i64| Decimal { mantissa: i128::from(n), scale: 0 };
    Some(Value::Decimal(match scalar(encoded)? {
        Value::Bool(b) => whole(i64::from(b)),
        Value::Long(n) | Value::Datetime(n) | Value::Timespan(n) => whole(n),
        // All digits written, not the nearest real.
        Value::Real(_) => text::parse_decimal(encoded)?,
        Value::String(s) => text::parse_decimal(&s)?,
        _ => return None,
    }))
}

fn to_datetime(scalar: Value) -> Option<Value> {
    Some(Value::Datetime(match scalar {
        Value::Datetime(ticks) => ticks,
        Value::Long(ticks) => time::in_range(ticks)?,
        Value::String(s) => time::parse_datetime(&s)?,
        _ => return None,
    }))
}

fn to_timespan(scalar: Value) -> Option<Value> {
    Some(Value::Timespan(match scalar {
        Value::Bool(b) => i64::from(b),
        Value::Long(ticks) | Value::Timespan(ticks) | Value::Datetime(ticks) => ticks,
        Value::Real(x) if x.is_finite() => x as i64,
        Value::String(s) => time::parse_timespan(&s)?,
        _ => return None,
    }))
}

fn to_guid(scalar: Value) -> Option<Value> {
    match scalar {
        Value::Guid(_) => Some(scalar),
        Value::String(s) => text::parse_guid(&s).map(Value::Guid),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_their_type() {
        for value in [
            Value::Bool(true),
            Value::Long(-5),
            Value::Real(2.0),
            Value::String("a\"b".to_owned()),
            Value::Datetime(637134336000000000),
            Value::Timespan(-1),
            Value::Guid([7; 16]),
        ] {
            assert_eq!(scalar(&from_value(&value).encode()), Some(value));
        }
        assert_eq!(scalar("[1]").or(scalar("{}")).or(scalar("null")), None);
    }

    #[test]
    fn decimals_keep_their_digits() {
        let text = |mantissa, scale| from_value(&Value::Decimal(Decimal { mantissa, scale })).encode();
        assert_eq!(text(-15, 1), "-1.5");
        assert_eq!(text(5, 3), "0.005");
        assert_eq!(text(5, 0), "5");
        assert_eq!(to_value("-1.5", Type::Decimal), Value::Decimal(Decimal { mantissa: -15, scale: 1 }));
    }

    #[test]
    fn a_dynamic_converts_as_what_it_holds() {
        assert_eq!(to_value("50", Type::Timespan), Value::Timespan(50));
        assert_eq!(to_value("\"01:00:00\"", Type::Timespan), Value::Timespan(time::TICKS_PER_HOUR));
        assert_eq!(to_value("\"5.7\"", Type::Long), Value::Null(Type::Long));
        assert_eq!(to_value("5.7", Type::Long), Value::Long(5));
        assert_eq!(to_value("\" 7 \"", Type::Real), Value::Real(7.0));
        assert_eq!(to_value("9999999999", Type::Int), Value::Int(1410065407));
        assert_eq!(to_value("\"2020-01-01\"", Type::Datetime), Value::Datetime(637134336000000000));
        assert_eq!(to_value("[1]", Type::Long), Value::Null(Type::Long));
        assert_eq!(to_value("[1]", Type::String), Value::String("[1]".to_owned()));
        assert_eq!(to_value("null", Type::String), Value::String(String::new()));
        assert_eq!(to_value("null", Type::Dynamic), Value::Null(Type::Dynamic));
    }

    #[test]
    fn expansion_converts_by_kind() {
        assert_eq!(expand_to("-2.5", Type::Long), Value::Long(-2));
        assert_eq!(expand_to("\"2\"", Type::Long), Value::Null(Type::Long));
        assert_eq!(expand_to("\"2\"", Type::Real), Value::Null(Type::Real));
        assert_eq!(expand_to("2", Type::Bool), Value::Bool(true));
        assert_eq!(expand_to("2.5", Type::Bool), Value::Null(Type::Bool));
        assert_eq!(expand_to("null", Type::String), Value::String(String::new()));
        assert_eq!(expand_to("{\"a\":1}", Type::String), Value::String("{\"a\":1}".to_owned()));
        assert_eq!(expand_to("5", Type::Datetime), Value::Null(Type::Datetime));
        assert_eq!(expand_to("@d5", Type::Datetime), Value::Datetime(5));
        assert_eq!(expand_to("@t5", Type::Timespan), Value::Null(Type::Timespan));
        assert_eq!(expand_to("1.5", Type::Decimal), Value::Null(Type::Decimal));
    }
}
