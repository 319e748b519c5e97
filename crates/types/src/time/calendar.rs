//! Where days, weeks, months and years begin and end, `offset` periods away; nothing outside the range of datetime.

use super::{TICKS_PER_DAY, TICKS_PER_WEEK, civil, date, day_of_week, days_in_month, in_range};

/// The same day of the month and time of day, some months on; the 31st becomes the last day of a shorter month.
pub fn add_months(ticks: i64, months: i64) -> Option<i64> {
    let c = civil(in_range(ticks)?);
    let month = (c.year * 12 + c.month - 1).checked_add(months)?;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let day = c.day.min(days_in_month(year, month)?);
    Some(date(year, month, day)? + ticks.rem_euclid(TICKS_PER_DAY))
}

pub fn start_of_day(ticks: i64, offset: i64) -> Option<i64> {
    let midnight = in_range(ticks)? - ticks.rem_euclid(TICKS_PER_DAY);
    in_range(midnight.checked_add(offset.checked_mul(TICKS_PER_DAY)?)?)
}

/// Weeks begin on Sunday.
pub fn start_of_week(ticks: i64, offset: i64) -> Option<i64> {
    let sunday = in_range(ticks)? - ticks.rem_euclid(TICKS_PER_DAY) - day_of_week(ticks) * TICKS_PER_DAY;
    in_range(sunday.checked_add(offset.checked_mul(TICKS_PER_WEEK)?)?)
}

pub fn start_of_month(ticks: i64, offset: i64) -> Option<i64> {
    let c = civil(ticks);
    add_months(date(c.year, c.month, 1)?, offset)
}

pub fn start_of_year(ticks: i64, offset: i64) -> Option<i64> {
    date(civil(ticks).year.checked_add(offset)?, 1, 1)
}

/// The last tick of the day.
pub fn end_of_day(ticks: i64, offset: i64) -> Option<i64> {
    Some(start_of_day(ticks, offset)? + TICKS_PER_DAY - 1)
}

/// The last tick of the Saturday that ends the week.
pub fn end_of_week(ticks: i64, offset: i64) -> Option<i64> {
    in_range(start_of_week(ticks, offset)? + TICKS_PER_WEEK - 1)
}

pub fn end_of_month(ticks: i64, offset: i64) -> Option<i64> {
    let start = start_of_month(ticks, offset)?;
    let c = civil(start);
    Some(start + days_in_month(c.year, c.month)? * TICKS_PER_DAY - 1)
}

pub fn end_of_year(ticks: i64, offset: i64) -> Option<i64> {
    let start = start_of_year(ticks, offset)?;
    Some(date(civil(start).year, 12, 31)? + TICKS_PER_DAY - 1)
}

#[cfg(test)]
mod tests {
    use super::super::{MAX_TICKS, parse_datetime};
    use super::*;

    fn at(text: &str) -> i64 {
        parse_datetime(text).unwrap()
    }

    #[test]
    fn periods_begin_and_end() {
        let t = at("2024-02-14T10:11:12.5Z");
        assert_eq!(start_of_day(t, 1), Some(at("2024-02-15")));
        assert_eq!(start_of_week(t, 0), Some(at("2024-02-11")));
        assert_eq!(start_of_month(t, -2), Some(at("2023-12-01")));
        assert_eq!(start_of_year(t, 0), Some(at("2024-01-01")));
        assert_eq!(end_of_day(t, 0), Some(at("2024-02-14T23:59:59.9999999Z")));
        assert_eq!(end_of_week(t, 0), Some(at("2024-02-17T23:59:59.9999999Z")));
        assert_eq!(end_of_month(t, 0), Some(at("2024-02-29T23:59:59.9999999Z")));
        assert_eq!(end_of_year(t, -1), Some(at("2023-12-31T23:59:59.9999999Z")));
    }

    #[test]
    fn the_edges_of_time() {
        assert_eq!(end_of_year(MAX_TICKS, 0), Some(MAX_TICKS));
        assert_eq!(end_of_month(MAX_TICKS, 0), Some(MAX_TICKS));
        assert_eq!(end_of_year(MAX_TICKS, 1), None);
        assert_eq!(start_of_day(0, i64::MIN), None);
        assert_eq!(start_of_week(0, 0), None);
        assert_eq!(add_months(0, i64::MAX), None);
    }

    #[test]
    fn months_clamp_to_their_last_day() {
        assert_eq!(add_months(at("2023-01-31T12:00"), 1), Some(at("2023-02-28T12:00")));
        assert_eq!(add_months(at("2024-02-29"), -12), Some(at("2023-02-28")));
    }
}
