//! Timespans: their texts and their literals.

use super::{
    TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MICROSECOND, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND,
};

/// `[-][d.]hh:mm:ss[.fffffff]`: no days and no fraction when they are zero, else all seven digits.
pub fn format_timespan(ticks: i64) -> String {
    let size = ticks.unsigned_abs();
    let part = |unit: i64, modulo: u64| size / unit.unsigned_abs() % modulo;
    let mut text = String::new();
    if ticks < 0 {
        text.push('-');
    }
    let days = part(TICKS_PER_DAY, u64::MAX);
    if days > 0 {
        text.push_str(&format!("{days}."));
    }
    let (hours, minutes, seconds) = (part(TICKS_PER_HOUR, 24), part(TICKS_PER_MINUTE, 60), part(TICKS_PER_SECOND, 60));
    text.push_str(&format!("{hours:02}:{minutes:02}:{seconds:02}"));
    let fraction = part(1, TICKS_PER_SECOND.unsigned_abs());
    if fraction > 0 {
        text.push_str(&format!(".{fraction:07}"));
    }
    text
}

/// Text to timespan, by the rules of `totimespan`: the form that [`format_timespan`] prints, with short fields and
/// any number of fraction digits, of which seven count.
pub fn parse_timespan(text: &str) -> Option<i64> {
    let text = text.trim_ascii();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut fields = text.split(':');
    let (first, minutes, last) = (fields.next()?, fields.next()?, fields.next()?);
    if fields.next().is_some() {
        return None;
    }
    let (days, hours) = first.split_once('.').unwrap_or(("0", first));
    let (seconds, fraction) = match last.split_once('.') {
        Some((seconds, fraction)) => (seconds, fraction_ticks(fraction)?),
        None => (last, 0),
    };
    let days = i128::from(digits(days, 8)?);
    let hours = i128::from(digits(hours, 2).filter(|n| *n < 24)?);
    let minutes = i128::from(digits(minutes, 2).filter(|n| *n < 60)?);
    let seconds = i128::from(digits(seconds, 2).filter(|n| *n < 60)?);
    let total = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * i128::from(TICKS_PER_SECOND) + fraction;
    i64::try_from(if negative { -total } else { total }).ok()
}

/// A timespan literal: a bare one (`1d`, `1.5h`, `24hrs`) or what stands inside `timespan(…)` (those, `15 seconds`,
/// a whole number of days, a clock form).
pub fn parse_timespan_literal(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.contains(':') {
        return parse_timespan(text);
    }
    let (negative, size) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let end = size.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(size.len());
    let (number, word) = size.split_at_checked(end)?;
    let word = word.trim_start();
    if word.is_empty() && number.contains('.') {
        return None;
    }
    let ticks = ticks_of(number, unit(word)?)?;
    i64::try_from(if negative { -ticks } else { ticks }).ok()
}

/// What a unit word stands for.
enum Unit {
    /// This many ticks, and a fraction counts.
    Ticks(i64),
    /// This many ticks, and a fraction is dropped.
    Whole(i64),
    Nanoseconds,
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "" | "d" | "day" | "days" => Unit::Ticks(TICKS_PER_DAY),
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Ticks(TICKS_PER_HOUR),
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Ticks(TICKS_PER_MINUTE),
        "s" | "sec" | "secs" | "second" | "seconds" => Unit::Ticks(TICKS_PER_SECOND),
        "ms" | "milli" | "millis" | "millisec" | "millisecs" | "millisecond" | "milliseconds" => {
            Unit::Whole(TICKS_PER_MILLISECOND)
        }
        "micro" | "micros" | "microsec" | "microsecs" | "microsecond" | "microseconds" => {
            Unit::Whole(TICKS_PER_MICROSECOND)
        }
        "nano" | "nanos" | "nanosec" | "nanosecs" | "nanosecond" | "nanoseconds" => Unit::Nanoseconds,
        "tick" | "ticks" => Unit::Whole(1),
        _ => return None,
    })
}

/// `number` units in ticks; what is smaller than a tick is cut.
fn ticks_of(number: &str, unit: Unit) -> Option<i128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let whole = i128::from(digits(whole, 19)?);
    // Sixteen digits are finer than a tick of any unit.
    let fraction = fraction.get(..16).unwrap_or(fraction);
    let part = i128::from(digits(fraction, 16)?);
    Some(match unit {
        Unit::Whole(ticks) => whole * i128::from(ticks),
        Unit::Nanoseconds => whole / 100,
        Unit::Ticks(ticks) => {
            let scale = 10i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
            whole * i128::from(ticks) + part * i128::from(ticks) / scale
        }
    })
}

/// A number of at most so many digits, and nothing else.
fn digits(text: &str, most: usize) -> Option<i64> {
    let fits = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Ticks from the digits behind the point of the seconds; past the seventh they are dropped.
fn fraction_ticks(text: &str) -> Option<i128> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let padded = text.bytes().chain(std::iter::repeat(b'0')).take(7);
    Some(padded.fold(0, |n, b| n * 10 + i128::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_round_trip() {
        for text in ["00:00:00", "1.00:00:00", "-1.12:00:00", "00:00:01.5000000", "100.00:00:00", "-00:00:00.0000001"] {
            assert_eq!(parse_timespan(text).map(format_timespan).as_deref(), Some(text));
        }
        assert_eq!(format_timespan(i64::MIN), "-10675199.02:48:05.4775808");
        assert_eq!(parse_timespan(&format_timespan(i64::MIN)), Some(i64::MIN));
        assert_eq!(parse_timespan(" 1:2:3.123456789 "), Some(37_231_234_567));
    }

    #[test]
    fn other_texts_are_null() {
        for text in ["", "1", "1:2", "24:00:00", "00:60:00", "00:01:00 x", "1.2.3:4:5", "1:2:3:4", "1:2:3.", "1d"] {
            assert_eq!(parse_timespan(text), None, "{text}");
        }
    }

    #[test]
    fn literals() {
        for (text, ticks) in [
            ("1d", TICKS_PER_DAY),
            ("24hrs", TICKS_PER_DAY),
            ("1.5h", 90 * TICKS_PER_MINUTE),
            ("4.534h", 163_224_000_000),
            ("15 seconds", 15 * TICKS_PER_SECOND),
            ("2", 2 * TICKS_PER_DAY),
            ("1.02:03:04", 937_840_000_000),
            ("199nanoseconds", 1),
            ("1.5ticks", 1),
            ("0.5microseconds", 0),
            ("1.25microseconds", 10),
            ("-1d", -TICKS_PER_DAY),
        ] {
            assert_eq!(parse_timespan_literal(text), Some(ticks), "{text}");
        }
        for text in ["", "d", "1.5", "l", "1w", "1.h", ".5h", "1 2", "99999999999d", "1d2h", "1.2.3h"] {
            assert_eq!(parse_timespan_literal(text), None, "{text}");
        }
    }
}
