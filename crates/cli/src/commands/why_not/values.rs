//! Values and pieces of a query, as a reader sees them.

use crate::output::terminal::{fit, printable};
use crate::rule::place;
use lurcher_engine::Named;
use lurcher_rules::Rule;
use lurcher_syntax::Span;
use lurcher_types::Value;
use lurcher_types::time::format_datetime_wire;

/// Columns of a long value, or a long text, that are shown.
const SHOWN: usize = 80;

/// `"text"`, `5`, `null`
pub fn value(value: &Value) -> String {
    match value {
        Value::Null(_) => "null".to_owned(),
        Value::String(text) => format!("\"{}\"", fit(&printable(text), SHOWN)),
        Value::Datetime(ticks) => format_datetime_wire(*ticks),
        other => fit(&printable(&other.to_text()), SHOWN),
    }
}

/// `SPF is "pass", Score is 3`
pub fn are(values: &[Named]) -> String {
    let one = |n: &Named| format!("{} is {}", fit(&printable(&n.name), SHOWN), value(&n.value));
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// `SPF = "pass", Score = 3`
pub fn equal(values: &[Named]) -> String {
    let one = |n: &Named| format!("{} = {}", fit(&printable(&n.name), SHOWN), value(&n.value));
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A piece of the query on one line.
pub fn piece(rule: &Rule, span: Span) -> String {
    let text = span.of(&rule.query).split_whitespace().collect::<Vec<_>>().join(" ");
    fit(&printable(&text), SHOWN)
}

/// `hunts/spam-wave.yaml:12:5`
pub fn spot(rule: &Rule, span: Span) -> String {
    printable(&place(rule, span.start))
}
