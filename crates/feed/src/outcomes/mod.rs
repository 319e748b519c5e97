//! What other commands have written, in the detail that pages show: reports of tests, and ledgers of hidden rows.
//!
//! They are files that somebody hands in. What they lack is unknown; what they hold is taken for this rule only by its id.
//! What they mean for coverage is read by [`Evidence`](lurcher_rules::coverage::Evidence), as for `lurcher coverage`.

mod ledger;
mod reports;

pub use ledger::Ledger;
pub use reports::Reports;

/// The longest file of outcomes that is read.
pub const MAX_OUTCOME_BYTES: u64 = 256 << 20;

use serde_json::Value;

/// The objects of a file with one a line; where a line is none, which.
fn lines(text: &str) -> Result<Vec<Value>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| match serde_json::from_str::<Value>(line) {
            Ok(value) if value.is_object() => Ok(value),
            Ok(_) => Err(format!("line {} is no JSON object", i + 1)),
            Err(e) => Err(format!("line {} is no JSON: {e}", i + 1)),
        })
        .collect()
}

/// The first of these keys that holds a text.
fn text<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| value.get(key)?.as_str())
}

/// The first of these keys that holds a whole number.
fn number(value: &Value, keys: &[&str]) -> Option<u64> {
    keys.iter().find_map(|key| value.get(key)?.as_u64())
}

/// The texts of a list.
fn texts(value: &Value, key: &str) -> Vec<String> {
    let items = value.get(key).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}
