//! One argument to another type, row by row: text by its own rules, a dynamic as what it holds, the rest by value.

use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::{Decimal, Type, Value, dynamic};

/// How a conversion reads text and how it reads any other value; neither is given a null, a dynamic or the other's kind.
pub struct Conversion {
    pub text: fn(&str) -> Option<Value>,
    pub value: fn(&Value) -> Option<Value>,
}

impl Conversion {
    pub fn run(&self, call: &Call) -> Result<ArrayRef, KernelError> {
        let [argument] = call.args else { return Err(KernelError::new("one argument is wanted")) };
        Ok(match argument.kql_type {
            Type::String => {
                let texts = argument.strings();
                call.rows(|row| (self.text)(texts.value(row)))
            }
            Type::Dynamic => {
                let encoded = argument.dynamics();
                call.rows(|row| match dynamic::scalar(encoded.get(row)?)? {
                    Value::String(text) => (self.text)(&text),
                    value => (self.value)(&value),
                })
            }
            same if same == call.returns && !argument.constant => argument.array.clone(),
            _ => call.rows(|row| match argument.value(row) {
                Value::Null(_) => None,
                value => (self.value)(&value),
            }),
        })
    }
}

/// A number (datetime and timespan count as their ticks, a bool as 0 or 1) as a whole number, cut toward zero.
pub fn whole(value: &Value) -> Option<i64> {
    Some(match value {
        Value::Bool(v) => i64::from(*v),
        Value::Int(v) => i64::from(*v),
        Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => *v,
        // `as` saturates at the ends of the range, as the engine does over rows.
        Value::Real(v) => v.is_finite().then_some(*v as i64)?,
        Value::Decimal(v) => v.to_i64()?,
        Value::Null(_) | Value::String(_) | Value::Guid(_) | Value::Dynamic(_) => return None,
    })
}

/// The same numbers as a real.
pub fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Real(v) => Some(*v),
        Value::Decimal(v) => Some(v.to_f64()),
        other => whole(other).map(|v| v as f64),
    }
}

/// The same numbers as a decimal; a real becomes the shortest one that reads back as it.
pub fn exact(value: &Value) -> Option<Decimal> {
    match value {
        Value::Decimal(v) => Some(*v),
        Value::Real(v) => Decimal::from_f64(*v),
        other => whole(other).map(Decimal::from_i64),
    }
}
