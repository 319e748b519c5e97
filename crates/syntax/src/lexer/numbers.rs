//! Numbers and timespans: `12`, `0xff`, `1.5`, `1e9`, `1d`, `24hrs`.

use super::TokenKind;
use super::words::continues_name;

/// The units of a timespan. No other spelling is one: `1w` is a name.
const UNITS: [&str; 34] = [
    "d",
    "day",
    "days",
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "m",
    "min",
    "minute",
    "minutes",
    "s",
    "sec",
    "second",
    "seconds",
    "ms",
    "milli",
    "millis",
    "millisec",
    "millisecond",
    "milliseconds",
    "micro",
    "micros",
    "microsec",
    "microsecond",
    "microseconds",
    "nano",
    "nanos",
    "nanosec",
    "nanosecond",
    "nanoseconds",
    "tick",
    "ticks",
];

pub fn read(rest: &str) -> Option<(TokenKind, usize)> {
    let bytes = rest.as_bytes();
    let whole = digits(bytes, 0);
    if whole == 0 {
        return None;
    }
    let real = real_length(bytes, whole);
    if let Some(length) = real
        && ends_here(rest, length)
    {
        return Some((TokenKind::Real, length));
    }
    if let Some(length) = timespan_length(rest, whole) {
        return Some((TokenKind::Timespan, length));
    }
    let long = hex_length(bytes).unwrap_or(whole);
    ends_here(rest, long).then_some((TokenKind::Long, long))
}

fn digits(bytes: &[u8], from: usize) -> usize {
    bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count()
}

/// `1.`, `1.5`, `1.5e-3`, `1e9`. The two points of `1..5` are not part of a number.
fn real_length(bytes: &[u8], whole: usize) -> Option<usize> {
    if bytes.get(whole) == Some(&b'.') && bytes.get(whole + 1) != Some(&b'.') {
        let length = whole + 1 + digits(bytes, whole + 1);
        return Some(length + exponent(bytes, length).unwrap_or(0));
    }
    exponent(bytes, whole).map(|length| whole + length)
}

fn exponent(bytes: &[u8], at: usize) -> Option<usize> {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return None;
    }
    let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
    let power = digits(bytes, at + 1 + sign);
    (power > 0).then_some(1 + sign + power)
}

fn hex_length(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'0') || !matches!(bytes.get(1), Some(b'x' | b'X')) {
        return None;
    }
    let length = bytes.iter().skip(2).take_while(|b| b.is_ascii_hexdigit()).count();
    (length > 0).then_some(2 + length)
}

fn timespan_length(rest: &str, whole: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut number = whole;
    if bytes.get(whole) == Some(&b'.') {
        let fraction = digits(bytes, whole + 1);
        if fraction > 0 {
            number += 1 + fraction;
        }
    }
    let letters = bytes.iter().skip(number).take_while(|b| b.is_ascii_alphabetic()).count();
    let unit = rest.get(number..number + letters)?;
    let length = number + letters;
    (UNITS.contains(&unit) && ends_here(rest, length)).then_some(length)
}

/// No letter or digit follows: `12x` is a name, not a number.
fn ends_here(rest: &str, length: usize) -> bool {
    !rest.get(length..).is_some_and(|tail| tail.chars().next().is_some_and(continues_name))
}
