//! Every function and operator of the language can be written.

use crate::shared::json;
use lurcher_syntax::parse;
use serde_json::Value;

fn strings<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let all = list.as_array().expect("a list").iter();
    all.flat_map(|entry| match &entry[key] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    })
    .collect()
}

#[test]
fn every_function_can_be_called() {
    let Some(builtins) = json("language/builtins.json") else { return };
    for kind in ["functions", "aggregates", "plugins"] {
        for name in strings(&builtins[kind], "name") {
            assert_eq!(parse(&format!("T | extend x = {name}(a)")).diagnostics, [], "{name}");
        }
    }
}

#[test]
fn every_operator_is_known() {
    let Some(builtins) = json("language/builtins.json") else { return };
    for keyword in strings(&builtins["query_operators"], "keywords") {
        let parsed = parse(&format!("T | {keyword}"));
        assert!(parsed.diagnostics.iter().all(|d| d.code != "LUR008"), "{keyword}");
    }
}
