//! Values as a test writes them, by the types of a table's columns.

use lurcher_types::{Table, Type, Value, dynamic, nearest, text, time};
use serde_json::{Map, Value as Json};

/// A value that cannot stand in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The number of the value in the row, from 0.
    pub index: usize,
    pub message: String,
}

/// A row's values with the positions of their columns. `now` is the clock of the test.
///
/// Defender's time of a row and Sentinel's are one: where a table has both and the row one, it stands in both.
pub fn typed(table: &Table, row: &Map<String, Json>, now: i64) -> Result<Vec<(usize, Value)>, Misfit> {
    let mut cells = Vec::with_capacity(row.len());
    for (index, (name, json)) in row.iter().enumerate() {
        let misfit = |message| Misfit { index, message };
        let position = position(table, name).ok_or_else(|| misfit(no_column(table, name)))?;
        let t = table.columns.get(position).map_or(Type::String, |c| c.kql_type);
        let typed =
            value(t, json, now).ok_or_else(|| misfit(format!("`{name}` is a {}, and {json} is none", t.name())))?;
        cells.push((position, typed));
    }
    let of = |cells: &[(usize, Value)], at| cells.iter().find(|(position, _)| *position == at).map(|(_, v)| v.clone());
    if let (Some(ours), Some(theirs)) = (position(table, "Timestamp"), position(table, "TimeGenerated")) {
        match (of(&cells, ours), of(&cells, theirs)) {
            (Some(time), None) => cells.push((theirs, time)),
            (None, Some(time)) => cells.push((ours, time)),
            _ => {}
        }
    }
    Ok(cells)
}

fn position(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|c| c.name == name)
}

fn no_column(table: &Table, name: &str) -> String {
    let alike = nearest(name, table.columns.iter().map(|c| c.name.as_str()));
    let hint = if alike.is_empty() { String::new() } else { format!("; did you mean {}?", alike.join(" or ")) };
    format!("{} has no column `{name}`{hint}", table.name)
}

/// A value of this type; nothing where it is none. `ago(2h)` and `now()` are moments by the test's clock.
pub fn value(t: Type, json: &Json, now: i64) -> Option<Value> {
    match json {
        Json::Null => Some(Value::missing(t)),
        Json::String(text) => from_text(t, text, now),
        other if t == Type::Dynamic => dynamic::from_json(&other.to_string()).map(Value::Dynamic),
        other => from_text(t, &other.to_string(), now),
    }
}

fn from_text(t: Type, written: &str, now: i64) -> Option<Value> {
    let text = written.trim();
    match t {
        Type::String => Some(Value::String(written.to_owned())),
        _ if text.is_empty() => Some(Value::Null(t)),
        Type::Bool => text::parse_bool(text).map(Value::Bool),
        Type::Int => text::parse_int(text).map(Value::Int),
        Type::Long => text::parse_long(text).map(Value::Long),
        Type::Real => text::parse_real(text).map(Value::Real),
        Type::Decimal => text::parse_decimal(text).map(Value::Decimal),
        Type::Datetime => moment(text, now).map(Value::Datetime),
        Type::Timespan => time::parse_timespan(text).map(Value::Timespan),
        Type::Guid => text::parse_guid(text).map(Value::Guid),
        Type::Dynamic => Some(json_or_string(text)),
    }
}

fn moment(text: &str, now: i64) -> Option<i64> {
    match text.strip_prefix("ago(").and_then(|rest| rest.strip_suffix(')')) {
        Some(span) => time::in_range(now.checked_sub(time::parse_timespan_literal(span.trim())?)?),
        None if text == "now()" => Some(now),
        None => time::parse_datetime(text),
    }
}

/// Bags and arrays in a text are what they look like; any other text is a string.
fn json_or_string(text: &str) -> Value {
    let read = if text.starts_with(['{', '[']) { dynamic::from_json(text) } else { None };
    Value::Dynamic(read.unwrap_or_else(|| {
        let mut encoded = String::new();
        dynamic::write_string(&mut encoded, text);
        encoded
    }))
}
