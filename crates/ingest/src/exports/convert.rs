//! Exported text and JSON as values of a column's type.

use lurcher_types::{Type, Value, dynamic, text, time};

use crate::DateOrder;
use crate::rows::json_string;

/// A cell of a CSV file. Nothing, if it does not fit. An empty cell is the missing value.
pub fn from_text(cell: &str, t: Type, order: DateOrder) -> Option<Value> {
    if t == Type::String {
        return Some(Value::String(cell.to_owned()));
    }
    let cell = cell.trim();
    if cell.is_empty() {
        return Some(Value::Null(t));
    }
    match t {
        Type::String => None,
        Type::Bool => text::parse_bool(cell).map(Value::Bool),
        Type::Int => text::parse_int(cell).map(Value::Int),
        Type::Long => text::parse_long(cell).map(Value::Long),
        Type::Real => text::parse_real(cell).map(Value::Real),
        Type::Decimal => text::parse_decimal(cell).map(Value::Decimal),
        Type::Datetime => datetime(cell, order).map(Value::Datetime),
        Type::Timespan => time::parse_timespan(cell).map(Value::Timespan),
        Type::Guid => text::parse_guid(cell).map(Value::Guid),
        // What is not JSON is a string: exports write dynamic strings without quotes.
        Type::Dynamic => Some(encoded(dynamic::from_json(cell).unwrap_or_else(|| json_string(cell)))),
    }
}

/// A JSON value. Nothing, if it does not fit.
pub fn from_json(json: &str, t: Type, order: DateOrder) -> Option<Value> {
    let encoded_text = dynamic::from_json(json)?;
    if encoded_text == dynamic::NULL {
        return Some(Value::missing(t));
    }
    match dynamic::scalar(&encoded_text) {
        // Streaming exports write dynamic columns as JSON within a string.
        Some(Value::String(s)) if t == Type::Dynamic => {
            let inner = s.trim_start().starts_with(['{', '[']).then(|| dynamic::from_json(&s)).flatten();
            Some(encoded(inner.unwrap_or(encoded_text)))
        }
        Some(Value::String(s)) => from_text(&s, t, order),
        _ if t == Type::Dynamic => Some(encoded(encoded_text)),
        // Numbers, arrays and bags in a string column stand there as their text.
        _ => from_text(&encoded_text, t, order),
    }
}

fn encoded(text: String) -> Value {
    if text == dynamic::NULL { Value::Null(Type::Dynamic) } else { Value::Dynamic(text) }
}

/// ISO dates as Kusto reads them, and the portal's `1/31/2024, 10:00:00.000 AM`.
pub fn datetime(cell: &str, order: DateOrder) -> Option<i64> {
    let cell = cell.trim();
    if !has_slashes(cell) {
        return time::parse_datetime(cell);
    }
    let cell = cell.replacen(',', " ", 1);
    let (date, rest) = cell.split_once(' ').unwrap_or((&cell, ""));
    let mut parts = date.split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day) = match order {
        DateOrder::MonthFirst => (first, second),
        DateOrder::DayFirst => (second, first),
    };
    // Spelled out, so that nothing is left to guess.
    let date = match (year.len(), parts.next()) {
        (4, None) => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => return None,
    };
    let (clock, half) = match rest.trim().rsplit_once([' ', '\u{202f}']) {
        Some((clock, half)) => (clock.trim(), half.to_ascii_uppercase()),
        None => (rest.trim(), String::new()),
    };
    if clock.is_empty() {
        return half.is_empty().then(|| time::parse_datetime(&date)).flatten();
    }
    let (hour, minutes) = clock.split_once(':')?;
    let hour: u32 = hour.parse().ok()?;
    let hour = match half.as_str() {
        "" => hour,
        "AM" if (1..=12).contains(&hour) => hour % 12,
        "PM" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    time::parse_datetime(&format!("{date}T{hour:02}:{minutes}Z"))
}

/// A date such as `3/4/2024`, whose order is a matter of taste.
pub fn has_slashes(cell: &str) -> bool {
    let cell = cell.trim_start();
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && cell.as_bytes().get(digits) == Some(&b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(cell: &str, order: DateOrder) -> Option<String> {
        datetime(cell, order).map(time::format_datetime)
    }

    #[test]
    fn dates_of_the_portals() {
        let us = |cell| iso(cell, DateOrder::MonthFirst);
        assert_eq!(us("1/31/2024, 10:00:00.000 AM").as_deref(), Some("2024-01-31T10:00:00.0000000Z"));
        assert_eq!(us("1/31/2024 12:05:01 AM").as_deref(), Some("2024-01-31T00:05:01.0000000Z"));
        assert_eq!(us("12/1/2024, 12:05:01.5 PM").as_deref(), Some("2024-12-01T12:05:01.5000000Z"));
        assert_eq!(us("2024-01-31T10:00:00.1234567Z").as_deref(), Some("2024-01-31T10:00:00.1234567Z"));
        assert_eq!(us("31/1/2024 10:00"), None);
        assert_eq!(us("1/31/24 10:00"), None);
        assert_eq!(iso("31/1/2024 22:00:00", DateOrder::DayFirst).as_deref(), Some("2024-01-31T22:00:00.0000000Z"));
    }

    #[test]
    fn json_keeps_numbers_as_written_and_opens_json_in_strings() {
        let dynamic = |json| from_json(json, Type::Dynamic, DateOrder::MonthFirst);
        assert_eq!(dynamic("{\"a\": 1.10}"), Some(Value::Dynamic("{\"a\":1.10}".to_owned())));
        assert_eq!(dynamic("\"{\\\"a\\\":1}\""), Some(Value::Dynamic("{\"a\":1}".to_owned())));
        assert_eq!(dynamic("\"plain\""), Some(Value::Dynamic("\"plain\"".to_owned())));
        assert_eq!(from_json("7", Type::String, DateOrder::MonthFirst), Some(Value::String("7".to_owned())));
        assert_eq!(from_json("\"7\"", Type::Int, DateOrder::MonthFirst), Some(Value::Int(7)));
        assert_eq!(from_json("\"x\"", Type::Int, DateOrder::MonthFirst), None);
        assert_eq!(from_json("null", Type::String, DateOrder::MonthFirst), Some(Value::String(String::new())));
    }
}
