//! Between dynamics and the other types.

use super::scan::string_content;
use super::tree::parse_guid;
use super::{Dynamic, Kind, kind};
use crate::{Decimal, Value};

/// The scalar that an encoded text holds, with its own type; nothing for an array, a bag or null.
pub fn scalar(text: &str) -> Option<Value> {
    let token = || text.get(2..).unwrap_or("");
    Some(match kind(text) {
        Kind::Null | Kind::Array | Kind::Bag => return None,
        Kind::Bool => Value::Bool(text == "true"),
        Kind::Long => Value::Long(text.parse().ok()?),
        Kind::Real => Value::Real(text.parse().ok()?),
        Kind::String => Value::String(string_content(text).into_owned()),
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
        Value::Decimal(d) => Dynamic::Number(decimal_text(*d)),
        Value::String(s) => Dynamic::String(s.clone()),
        Value::Datetime(t) => Dynamic::Datetime(*t),
        Value::Timespan(t) => Dynamic::Timespan(*t),
        Value::Guid(g) => Dynamic::Guid(*g),
        Value::Dynamic(text) => Dynamic::parse(text),
    }
}

/// All digits of a decimal, without an exponent.
fn decimal_text(d: Decimal) -> String {
    let scale = usize::from(d.scale);
    let digits = format!("{:0>width$}", d.mantissa.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if d.mantissa < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
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
    }
}
