//! What may stand inside `datetime(…)`.

use super::{TICKS_PER_SECOND, UNIX_EPOCH_TICKS, date, in_range, parse_datetime};

/// Reads the text between the parentheses: every text of [`parse_datetime`], with or without quotes, with blanks
/// around its hyphens; `2025, 6, 14`; or a lone number.
pub fn parse_datetime_literal(text: &str) -> Option<i64> {
    let text = unquoted(text.trim());
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return lone_number(text);
    }
    if let Some((year, rest)) = text.split_once(',')
        && let Ok(year) = year.trim().parse()
    {
        return comma_form(year, rest);
    }
    parse_datetime(text).or_else(|| parse_datetime(&without_blanks_around_hyphens(text)))
}

fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('\'').or_else(|| inner('"')).unwrap_or(text).trim()
}

/// Four digits are a year, eight a date, few or ten are seconds since 1970. How the engine reads the lengths between
/// is not known, so those are refused.
fn lone_number(digits: &str) -> Option<i64> {
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        4 => date(number, 1, 1),
        8 => date(number / 10_000, number / 100 % 100, number % 100),
        1..=3 | 10 => in_range(UNIX_EPOCH_TICKS + number * TICKS_PER_SECOND),
        _ => None,
    }
}

/// The month and perhaps the day after `2025,`.
fn comma_form(year: i64, rest: &str) -> Option<i64> {
    let (month, day) = match rest.split_once(',') {
        Some((month, day)) => (month, day.trim().parse().ok()?),
        None => (rest, 1),
    };
    date(year, month.trim().parse().ok()?, day)
}

/// `2017 - 08 - 01` as `2017-08-01`.
fn without_blanks_around_hyphens(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').map(str::trim).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::super::format_datetime_wire;
    use super::*;

    fn read(text: &str) -> String {
        parse_datetime_literal(text).map_or("null".to_owned(), format_datetime_wire)
    }

    #[test]
    fn forms() {
        for text in
            ["2024-06-01", "'2024-06-01'", "\"2024-06-01\"", "2024 - 06 - 01", "2024, 6", "2024,6,1", "20240601"]
        {
            assert_eq!(read(text), "2024-06-01T00:00:00Z", "{text}");
        }
        assert_eq!(read("2024"), "2024-01-01T00:00:00Z");
        assert_eq!(read("7"), "1970-01-01T00:00:07Z");
        assert_eq!(read("2024-06-01 10:00"), "2024-06-01T10:00:00Z");
        assert_eq!(read("Jun 1, 2024"), "2024-06-01T00:00:00Z");
    }

    #[test]
    fn refusals() {
        for text in ["", "2024, 6, 1, 10", "2024, 13", "12345", "x", "'", "2024,"] {
            assert_eq!(read(text), "null", "{text}");
        }
    }
}
