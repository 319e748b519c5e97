//! Dates and times: ticks of 100 ns, the calendar over them, and their texts.
//!
//! A datetime is a count of ticks since 0001-01-01T00:00:00Z, a timespan a signed count of ticks. Nothing here
//! knows a time zone or asks for the time.

mod calendar;
mod civil;
mod format;
mod literal;
mod parse;
mod timespan;

pub use calendar::{
    add_months, end_of_day, end_of_month, end_of_week, end_of_year, start_of_day, start_of_month, start_of_week,
    start_of_year,
};
pub use civil::{Civil, civil, date, day_of_week, day_of_year, days_in_month, from_civil, iso_week};
pub use format::{format_datetime, format_datetime_wire};
pub use literal::parse_datetime_literal;
pub use parse::parse_datetime;
pub use timespan::{format_timespan, parse_timespan, parse_timespan_literal};

pub const TICKS_PER_MICROSECOND: i64 = 10;
pub const TICKS_PER_MILLISECOND: i64 = 10_000;
pub const TICKS_PER_SECOND: i64 = 10_000_000;
pub const TICKS_PER_MINUTE: i64 = 60 * TICKS_PER_SECOND;
pub const TICKS_PER_HOUR: i64 = 60 * TICKS_PER_MINUTE;
pub const TICKS_PER_DAY: i64 = 24 * TICKS_PER_HOUR;
pub const TICKS_PER_WEEK: i64 = 7 * TICKS_PER_DAY;

/// 1970-01-01T00:00:00Z.
pub const UNIX_EPOCH_TICKS: i64 = 621_355_968_000_000_000;
/// 0001-01-01T00:00:00Z, the first datetime.
pub const MIN_TICKS: i64 = 0;
/// 9999-12-31T23:59:59.9999999Z, the last datetime.
pub const MAX_TICKS: i64 = 3_155_378_975_999_999_999;

/// These ticks, if they are a datetime.
pub fn in_range(ticks: i64) -> Option<i64> {
    (MIN_TICKS..=MAX_TICKS).contains(&ticks).then_some(ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text with one byte taken out, doubled or replaced: none may panic, and what is read must be in range.
    #[test]
    fn damaged_texts_are_read_or_refused() {
        let texts = [
            "2024-05-25T08:20:03.1234567+02:00",
            "Saturday, 08-Nov-14 15:05:02 GMT",
            "Dec 2, 2022 3:05 PM",
            "12/02/2022",
            "'2024, 6, 14'",
            "-1.02:03:04.1234567",
            "15 seconds",
            "1.25microseconds",
        ];
        for text in texts {
            for i in 0..text.len() {
                for other in ["", "0", "9", "-", ":", ".", ",", " ", "T", "é", "99999999999999999999"] {
                    let damaged = format!("{}{other}{}", &text[..i], &text[i + 1..]);
                    let dates = [parse_datetime(&damaged), parse_datetime_literal(&damaged)];
                    assert!(dates.into_iter().flatten().all(|t| in_range(t).is_some()), "{damaged}");
                    for span in [parse_timespan(&damaged), parse_timespan_literal(&damaged)].into_iter().flatten() {
                        assert_eq!(parse_timespan(&format_timespan(span)), Some(span), "{damaged}");
                    }
                }
            }
        }
    }

    #[test]
    fn printed_datetimes_read_back() {
        for i in 0..10_000 {
            let ticks = i * (MAX_TICKS / 9_999);
            assert_eq!(parse_datetime(&format_datetime(ticks)), Some(ticks));
            assert_eq!(parse_datetime(&format_datetime_wire(ticks)), Some(ticks));
        }
    }
}
