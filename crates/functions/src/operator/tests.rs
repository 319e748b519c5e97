//! What the operators answer, through their kernels.

use super::*;
use crate::string::testing::{column, constant, dynamic, holds, strings, text, try_answer};
use crate::{Call, Context};
use arrow::array::{Array, AsArray};
use lurcher_types::{Type, Value};

fn is(left: Value, operator: &str, right: &[Value]) -> bool {
    let function = FUNCTIONS.iter().find(|f| f.description.name == operator).expect(operator);
    let mut values = vec![left];
    values.extend_from_slice(right);
    holds(function, &values)
}

fn null() -> Value {
    Value::Null(Type::Dynamic)
}

#[test]
fn missing_operands_make_every_operator_false() {
    for f in FUNCTIONS {
        let name = f.description.name;
        assert!(!is(null(), name, &[text("x")]), "{name}");
        if !matches!(name, "has_any" | "has_all") {
            assert!(!is(text("x"), name, &[null()]), "{name}");
        }
    }
    assert!(!is(Value::Null(Type::Long), "in", &[Value::Long(1)]));
    assert!(!is(Value::Null(Type::Long), "in", &[Value::Null(Type::Long)]));
    assert!(!is(text(""), "contains", &[text("x")]));
}

#[test]
fn dynamics_are_read_as_their_text() {
    assert!(is(dynamic(r#""xyz""#), "startswith", &[text("x")]));
    assert!(!is(dynamic(r#""xyz""#), "contains", &[text("\"")]));
    assert!(is(dynamic(r#"["a","b"]"#), "has", &[text("b")]));
    assert!(is(text("route 66"), "has", &[dynamic("66")]));
}

#[test]
fn wildcards_and_escapes_mean_themselves() {
    for needle in ["%", "_", "\\", "a.c"] {
        assert!(!is(text("abc"), "contains", &[text(needle)]), "{needle}");
        assert!(is(text(&format!("x{needle}y")), "contains", &[text(needle)]), "{needle}");
    }
}

#[test]
fn about_thirty_punctuation_characters_end_a_term() {
    for c in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n".chars() {
        assert!(is(text(&format!("x{c}a{c}y")), "has", &[text("a")]), "{c:?}");
    }
}

#[test]
fn case_counts_only_where_the_name_says_so() {
    for (operator, needle) in [
        ("has", "AB"),
        ("hasprefix", "A"),
        ("hassuffix", "B"),
        ("contains", "B"),
        ("startswith", "A"),
        ("endswith", "B"),
    ] {
        assert!(is(text("ab"), operator, &[text(needle)]), "{operator}");
        assert!(!is(text("ab"), &format!("{operator}_cs"), &[text(needle)]), "{operator}_cs");
    }
    assert!(is(text("ab"), "=~", &[text("AB")]) && is(text("ab"), "in~", &[text("x"), text("AB")]));
    assert!(!is(text("ab"), "in", &[text("AB")]) && is(text("ab"), "in", &[text("x"), text("ab")]));
    assert!(is(text("xab1"), "matches regex", &[text("b\\d")]) && !is(text("AB1"), "matches regex", &[text("b\\d")]));
}

#[test]
fn has_lists_flatten_and_take_nulls() {
    assert!(!is(text("errors"), "has_any", &[text("error")]));
    assert!(is(text("a b"), "has_any", &[dynamic(r#"["x","b"]"#), text("z")]));
    assert!(is(text("item 7"), "has_any", &[Value::Long(7)]));
    for name in ["has_any", "has_all"] {
        assert_eq!(is(text("a"), name, &[dynamic("[]")]), name == "has_all");
        assert!(is(text("a"), name, &[dynamic(r#"["a",null]"#)]));
        assert!(!is(null(), name, &[dynamic(r#"["a",null]"#)]));
    }
    assert!(is(text("zzz"), "has_any", &[dynamic(r#"["a",null]"#)]));
    assert!(!is(text("zzz"), "has_all", &[dynamic(r#"["a",null]"#)]));
    assert!(is(text("a b c"), "has_all", &[dynamic(r#"["C","a"]"#), text("b")]));
}

#[test]
fn in_lists_flatten_and_compare_by_value() {
    assert!(
        is(text("z"), "in", &[dynamic(r#"["a"]"#), text("z")])
            && is(text("a"), "in", &[dynamic(r#"["a"]"#), text("z")])
    );
    assert!(is(Value::Long(2), "in", &[Value::Real(2.0)]) && is(Value::Real(2.0), "in", &[Value::Int(2)]));
    assert!(is(Value::Long(2), "in", &[dynamic("[1,2]")]) && !is(Value::Long(3), "in", &[dynamic("[1,2]")]));
    assert!(!is(text("[1,2]"), "in", &[dynamic("[1,2]")]));
    assert!(is(dynamic(r#""x""#), "in", &[text("x")]) && !is(dynamic(r#""x""#), "in", &[Value::Long(1)]));
    assert!(is(Value::Guid([7; 16]), "in", &[dynamic(r#"["07070707-0707-0707-0707-070707070707"]"#)]));
    let function = FUNCTIONS.iter().find(|f| f.description.name == "in").unwrap();
    assert!(try_answer(function, Type::Bool, &[text("1"), Value::Long(1)]).unwrap_err().message.contains("SEM0025"));
}

#[test]
fn needles_may_be_columns() {
    let context = Context { now: 0, seed: 0 };
    let texts = strings(&["an error", "errors", "", "K"]);
    let needles = strings(&["ERROR", "error", "", "\u{212a}"]);
    let list = column(Type::Dynamic, &[dynamic(r#"["x","error"]"#), null(), dynamic("[]"), dynamic(r#"["k"]"#)]);
    for (name, right, expected) in [
        ("has", &needles, [true, false, true, true]),
        ("=~", &needles, [false, false, true, true]),
        ("has_any", &list, [true, true, false, true]),
        ("has_all", &list, [false, true, true, true]),
        ("in~", &list, [false, false, false, true]),
        ("in", &list, [false, false, false, false]),
    ] {
        let args = [texts.clone(), right.clone()];
        let function = FUNCTIONS.iter().find(|f| f.description.name == name).unwrap();
        let answers =
            function.evaluate(&Call { args: &args, rows: 4, returns: Type::Bool, context: &context }).unwrap();
        assert_eq!(answers.null_count(), 0);
        let answers: Vec<bool> = answers.as_boolean().iter().flatten().collect();
        assert_eq!(answers, expected, "{name}");
    }
}

#[test]
fn a_regular_expression_must_be_constant() {
    let function = FUNCTIONS.iter().find(|f| f.description.name == "matches regex").unwrap();
    let context = Context { now: 0, seed: 0 };
    let args = [constant(&text("a")), strings(&["a"])];
    assert!(function.evaluate(&Call { args: &args, rows: 1, returns: Type::Bool, context: &context }).is_err());
}

#[test]
fn lists_have_kustos_limits() {
    let list =
        |count: usize| dynamic(&format!("[{}]", (0..count).map(|i| format!("\"v{i}\"")).collect::<Vec<_>>().join(",")));
    let function = |name: &str| FUNCTIONS.iter().find(|f| f.description.name == name).unwrap();
    assert!(try_answer(function("has_all"), Type::Bool, &[text("a"), list(257)]).is_err());
    assert!(try_answer(function("has_any"), Type::Bool, &[text("a"), list(10_001)]).is_err());
    assert!(is(text("x v9999."), "has_any", &[list(10_000)]));
}
