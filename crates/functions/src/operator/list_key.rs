//! What `in` compares: a key that is the same for values that are equal, whatever their types.

use lurcher_types::{Decimal, Type, Value, dynamic, text};

/// A value reduced to what makes it equal to another. A null and NaN have no key, for they equal nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Bool(bool),
    /// A whole number of any type.
    Whole(i64),
    /// Any other number that a decimal can hold, without the zeros at its end.
    Decimal(i128, u8),
    /// Any other number, as the bits of a real.
    Real(u64),
    Text(String),
    Datetime(i64),
    Timespan(i64),
    Guid([u8; 16]),
}

impl Key {
    pub fn of(value: &Value) -> Option<Key> {
        Some(match value {
            Value::Null(_) => return None,
            Value::Bool(b) => Key::Bool(*b),
            Value::Int(n) => Key::Whole(i64::from(*n)),
            Value::Long(n) => Key::Whole(*n),
            Value::Real(x) => Key::of_real(*x)?,
            Value::Decimal(d) => Key::of_decimal(*d),
            Value::String(s) => Key::Text(s.clone()),
            Value::Datetime(t) => Key::Datetime(*t),
            Value::Timespan(t) => Key::Timespan(*t),
            Value::Guid(g) => Key::Guid(*g),
            Value::Dynamic(text) => return Key::of_dynamic(text),
        })
    }

    /// A dynamic counts by its content; an array or a bag equals nothing.
    pub fn of_dynamic(encoded: &str) -> Option<Key> {
        dynamic::scalar(encoded).and_then(|value| Key::of(&value))
    }

    fn of_real(x: f64) -> Option<Key> {
        // The end is excluded: 2^63 is not a long.
        let whole = x.fract() == 0.0 && (-(2f64.powi(63))..2f64.powi(63)).contains(&x);
        if whole {
            return Some(Key::Whole(x as i64));
        }
        // Its shortest digits, as a real that meets a decimal is read; these bounds keep them within 38.
        if (1e-15..1e37).contains(&x.abs())
            && let Some(decimal) = text::parse_decimal(&x.to_string())
        {
            return Some(Key::of_decimal(decimal));
        }
        (!x.is_nan()).then(|| Key::Real(x.to_bits()))
    }

    fn of_decimal(d: Decimal) -> Key {
        let Decimal { mantissa, scale } = d.normalized();
        match i64::try_from(mantissa) {
            Ok(whole) if scale == 0 => Key::Whole(whole),
            _ => Key::Decimal(mantissa, scale),
        }
    }

    /// How a datetime, timespan or guid is written as text, which is what arrays hold of them.
    pub fn written(value: &Value) -> Option<Key> {
        matches!(value, Value::Datetime(_) | Value::Timespan(_) | Value::Guid(_)).then(|| Key::Text(value.to_text()))
    }
}

/// Whether a value of one type can equal one of the other at all; a dynamic can equal anything.
pub fn comparable(a: Type, b: Type) -> bool {
    a == b || a == Type::Dynamic || b == Type::Dynamic || (a.is_number() && b.is_number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_by_value() {
        let two = Some(Key::Whole(2));
        for value in [Value::Int(2), Value::Long(2), Value::Real(2.0), Value::Dynamic("2.0".to_owned())] {
            assert_eq!(Key::of(&value), two);
        }
        assert_eq!(Key::of(&Value::Decimal(Decimal { mantissa: 200, scale: 2 })), two);
        assert_eq!(Key::of(&Value::Real(f64::NAN)), None);
        assert_eq!(Key::of(&Value::Real(1e300)), Some(Key::Real(1e300f64.to_bits())));
        for (real, mantissa, scale) in [(0.1, 1, 1), (-2.5, -25, 1), (9.3e18, 9_300_000_000_000_000_000, 0)] {
            assert_eq!(Key::of(&Value::Real(real)), Key::of(&Value::Decimal(Decimal { mantissa, scale })), "{real}");
        }
        assert_eq!(Key::of(&Value::Null(Type::Long)), None);
    }
}
