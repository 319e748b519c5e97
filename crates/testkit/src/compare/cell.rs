//! One cell against another, by type.

use super::{dynamic, number, time};
use serde_json::Value as Json;

/// Whether two cells of this type are equal. `printed` says that the first one was printed for readers.
pub fn cells_equal(kql_type: &str, expected: &Json, actual: &Json, printed: bool) -> bool {
    match kql_type {
        "string" => strings_equal(expected, actual, printed),
        "dynamic" => dynamic::equal(expected, actual, printed),
        _ => match (is_null(expected), is_null(actual)) {
            (true, true) => true,
            (false, false) => values_equal(kql_type, expected, actual, printed),
            _ => false,
        },
    }
}

/// A null is printed as nothing, as `null` or as `(null)`.
pub fn is_null(cell: &Json) -> bool {
    match cell {
        Json::Null => true,
        Json::String(text) => matches!(text.as_str(), "" | "null" | "(null)"),
        _ => false,
    }
}

/// Two cells of a type other than string and dynamic, neither of them null.
fn values_equal(kql_type: &str, expected: &Json, actual: &Json, printed: bool) -> bool {
    match kql_type {
        "bool" => both(truth(expected), truth(actual)),
        "int" | "long" => both(number::whole(expected), number::whole(actual)),
        "real" => number::reals_equal(expected, actual, printed),
        "decimal" => both(number::decimal(expected), number::decimal(actual)),
        "datetime" => both(text(expected).and_then(time::datetime), text(actual).and_then(time::datetime)),
        "timespan" => both(text(expected).and_then(time::timespan), text(actual).and_then(time::timespan)),
        "guid" => both(text(expected).map(str::to_lowercase), text(actual).map(str::to_lowercase)),
        _ => expected == actual,
    }
}

/// Both could be read, and they are equal.
fn both<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && a == b
}

fn text(cell: &Json) -> Option<&str> {
    cell.as_str().map(str::trim)
}

fn truth(cell: &Json) -> Option<bool> {
    match cell {
        Json::Bool(b) => Some(*b),
        Json::Number(n) if n.as_i64() == Some(0) => Some(false),
        Json::Number(n) if n.as_i64() == Some(1) => Some(true),
        Json::String(s) => match s.trim().to_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A string is never null: an expected null is `""`, an actual one is wrong.
fn strings_equal(expected: &Json, actual: &Json, printed: bool) -> bool {
    let Json::String(actual) = actual else { return false };
    let expected = match expected {
        Json::Null => "",
        Json::String(text) => text,
        _ => return false,
    };
    expected == actual || (printed && one_blank(expected) == one_blank(actual))
}

/// Every run of blanks, non-breaking ones too, as one blank, and none at the ends.
fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn same(kql_type: &str, a: Json, b: Json) -> bool {
        cells_equal(kql_type, &a, &b, true)
    }

    #[test]
    fn nulls_equal_only_nulls() {
        assert!(same("long", json!(""), json!(null)));
        assert!(same("datetime", json!("(null)"), json!(null)));
        assert!(!same("long", json!(null), json!(0)));
        assert!(!same("bool", json!(false), json!(null)));
        assert!(same("string", json!(""), json!("")));
        assert!(!same("string", json!(""), json!(null)));
        assert!(!same("string", json!("null"), json!("")));
    }

    #[test]
    fn each_type_has_its_spellings() {
        assert!(same("bool", json!("TRUE"), json!(true)));
        assert!(same("bool", json!(0), json!(false)));
        assert!(same("long", json!("1,048,576"), json!(1048576)));
        assert!(!same("long", json!("1"), json!(2)));
        assert!(same("datetime", json!("2017-01-01 00:00:00.0000000"), json!("2017-01-01T00:00:00Z")));
        assert!(same("timespan", json!("1.00:00:00"), json!("1.00:00:00.0000000")));
        assert!(same(
            "guid",
            json!("ABCDEF00-0000-0000-0000-000000000000"),
            json!("abcdef00-0000-0000-0000-000000000000")
        ));
        assert!(same("decimal", json!("1.50"), json!("1.5")));
        assert!(same("string", json!("a\u{a0} b "), json!("a b")));
        assert!(!cells_equal("string", &json!("a  b"), &json!("a b"), false));
        assert!(!same("string", json!("A"), json!("a")));
        assert!(!same("datetime", json!("nonsense"), json!("nonsense")));
    }
}
