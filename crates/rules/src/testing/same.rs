//! When a value is what was expected.

use lurcher_types::{Value, dynamic};
use serde_json::Value as Json;

/// Reals may differ in the last digits: sums depend on the order of rows.
const TOLERANCE: f64 = 1e-9;

pub fn same(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Real(a), Value::Real(b)) => same_real(*a, *b),
        (Value::Decimal(a), Value::Decimal(b)) => a.cmp_value(b).is_eq(),
        (Value::Dynamic(a), Value::Dynamic(b)) if a != b => match (json(a), json(b)) {
            (Some(a), Some(b)) => same_json(&a, &b),
            _ => false,
        },
        (a, b) => a == b,
    }
}

fn same_real(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= TOLERANCE * a.abs().max(b.abs())
}

fn json(encoded: &str) -> Option<Json> {
    serde_json::from_str(&dynamic::to_json(encoded)).ok()
}

/// Bags are the same in any order of their keys, and 1 is 1.0.
fn same_json(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => {
            a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| same_real(a, b))
        }
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_json(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same_json(value, other)))
        }
        _ => a == b,
    }
}
