//! Dynamics: as JSON, whatever the order of keys; numbers and times inside by value.

use super::cell::is_null;
use super::{number, time};
use serde_json::{Map, Value as Json};

/// How deep values are compared. What nests deeper is not equal.
const MAX_DEPTH: usize = 256;

/// The expected value may be JSON, or text that holds JSON, a Python literal, or a bare string. The actual one is JSON.
pub fn equal(expected: &Json, actual: &Json, printed: bool) -> bool {
    let Json::String(text) = expected else {
        return values_equal(expected, actual, printed, 0);
    };
    if is_null(expected) && actual.is_null() {
        return true;
    }
    match read(text) {
        Some(value @ (Json::Array(_) | Json::Object(_))) => values_equal(&value, actual, printed, 0),
        // A scalar in text may as well be that text.
        Some(scalar) => values_equal(&scalar, actual, printed, 0) || values_equal(expected, actual, printed, 0),
        None => values_equal(expected, actual, printed, 0),
    }
}

/// JSON, or a literal as Python prints it.
fn read(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&double_quoted(text)?).ok())
}

/// A Python literal as JSON: strings in double quotes, `True`, `False`, `None` in JSON's spelling.
fn double_quoted(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' => {
                out.push('"');
                loop {
                    match chars.next()? {
                        end if end == c => break,
                        '\\' if chars.peek() == Some(&'\'') => out.push(chars.next()?),
                        '\\' => {
                            out.push('\\');
                            out.push(chars.next()?);
                        }
                        '"' => out.push_str("\\\""),
                        other => out.push(other),
                    }
                }
                out.push('"');
            }
            c if c.is_alphabetic() => {
                let mut word = String::from(c);
                while let Some(more) = chars.next_if(|c| c.is_alphanumeric()) {
                    word.push(more);
                }
                out.push_str(match word.as_str() {
                    "True" => "true",
                    "False" => "false",
                    "None" => "null",
                    other => other,
                });
            }
            other => out.push(other),
        }
    }
    Some(out)
}

fn values_equal(a: &Json, b: &Json, printed: bool, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match (a, b) {
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| values_equal(a, b, printed, depth + 1))
        }
        (Json::Object(a), Json::Object(b)) => bags_equal(a, b, printed, depth + 1),
        (Json::Number(_), Json::Number(_)) => number::reals_equal(a, b, printed),
        // NaN and the infinities have no other spelling, and one table quotes its numbers.
        (Json::String(_), Json::Number(_)) => printed && number::reals_equal(a, b, printed),
        (Json::String(a), Json::String(b)) => a == b || times_equal(a, b),
        _ => a == b,
    }
}

fn bags_equal(a: &Map<String, Json>, b: &Map<String, Json>, printed: bool, depth: usize) -> bool {
    a.len() == b.len() && a.iter().all(|(k, a)| b.get(k).is_some_and(|b| values_equal(a, b, printed, depth)))
}

/// Two texts that are the same time, spelled otherwise.
fn times_equal(a: &str, b: &str) -> bool {
    let same = |read: fn(&str) -> Option<i128>| read(a).is_some() && read(a) == read(b);
    same(time::datetime) || same(time::timespan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_by_value() {
        assert!(equal(&json!({"a": 1, "b": [2.0]}), &json!({"b": [2], "a": 1.0}), false));
        assert!(!equal(&json!([1, 2]), &json!([2, 1]), false));
        assert!(!equal(&json!({"a": 1}), &json!({"a": 1, "b": null}), false));
        assert!(!equal(&json!(["1"]), &json!([1]), false));
        assert!(equal(&json!(["2020-01-01T00:00:00Z"]), &json!(["2020-01-01T00:00:00.0000000Z"]), false));
        assert!(equal(&json!(["1.00:00:00"]), &json!(["1.00:00:00.0000000"]), false));
    }

    #[test]
    fn texts_are_read_first() {
        assert!(equal(&json!("{\n \"a\": [1]}"), &json!({"a": [1]}), true));
        assert!(equal(
            &json!("{'a': 'it\\'s \"x\"', 'b': None, 'c': True}"),
            &json!({"a": "it's \"x\"", "b": null, "c": true}),
            true
        ));
        assert!(equal(&json!("North->South"), &json!("North->South"), true));
        assert!(equal(&json!("5"), &json!(5), true));
        assert!(equal(&json!("5"), &json!("5"), true));
        assert!(!equal(&json!("[5]"), &json!("[5]"), true));
        assert!(equal(&json!(""), &json!(null), true));
        assert!(equal(&json!(null), &json!(null), true));
        assert!(!equal(&json!(""), &json!([]), true));
    }
}
