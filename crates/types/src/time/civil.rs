//! Ticks ⇄ year, month, day and time of day, in the proleptic Gregorian calendar.

use super::{TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND};

/// A point in time as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// Ticks within the second.
    pub tick: i64,
}

/// Every tick count has one, those outside the range of datetime too.
pub fn civil(ticks: i64) -> Civil {
    let (year, month, day) = date_of_days(ticks.div_euclid(TICKS_PER_DAY));
    let rest = ticks.rem_euclid(TICKS_PER_DAY);
    Civil {
        year,
        month,
        day,
        hour: rest / TICKS_PER_HOUR,
        minute: rest / TICKS_PER_MINUTE % 60,
        second: rest / TICKS_PER_SECOND % 60,
        tick: rest % TICKS_PER_SECOND,
    }
}

/// The ticks of a date and time, or nothing if a part is out of its range.
pub fn from_civil(c: Civil) -> Option<i64> {
    let in_day = (0..24).contains(&c.hour)
        && (0..60).contains(&c.minute)
        && (0..60).contains(&c.second)
        && (0..TICKS_PER_SECOND).contains(&c.tick);
    let start = date(c.year, c.month, c.day)?;
    let time = || c.hour * TICKS_PER_HOUR + c.minute * TICKS_PER_MINUTE + c.second * TICKS_PER_SECOND + c.tick;
    in_day.then(|| start + time())
}

/// Midnight of a date in the years 1 to 9999.
pub fn date(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=days_in_month(year, month)?).contains(&day) {
        return None;
    }
    Some(days_of_date(year, month, day) * TICKS_PER_DAY)
}

/// 28 to 31, or nothing if there is no such month.
pub fn days_in_month(year: i64, month: i64) -> Option<i64> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

/// 0 for Sunday to 6 for Saturday. Tick 0 was a Monday.
pub fn day_of_week(ticks: i64) -> i64 {
    (ticks.div_euclid(TICKS_PER_DAY) + 1).rem_euclid(7)
}

/// 1 for 1 January.
pub fn day_of_year(ticks: i64) -> i64 {
    ticks.div_euclid(TICKS_PER_DAY) - days_of_date(civil(ticks).year, 1, 1) + 1
}

/// The ISO 8601 week: weeks start on Monday and belong to the year that holds their Thursday.
pub fn iso_week(ticks: i64) -> i64 {
    let days = ticks.div_euclid(TICKS_PER_DAY);
    let thursday = days - days.rem_euclid(7) + 3;
    let (year, _, _) = date_of_days(thursday);
    (thursday - days_of_date(year, 1, 1)) / 7 + 1
}

/// Days from 0001-01-01 to a date. Years are counted from March, so that the leap day comes last in its year.
fn days_of_date(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - FIRST_DAY
}

/// The inverse of [`days_of_date`].
fn date_of_days(days: i64) -> (i64, i64, i64) {
    let days = days + FIRST_DAY;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// Days in 400 years.
const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 0001-01-01.
const FIRST_DAY: i64 = 306;

#[cfg(test)]
mod tests {
    use super::super::{MAX_TICKS, UNIX_EPOCH_TICKS};
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(date(1, 1, 1), Some(0));
        assert_eq!(date(1970, 1, 1), Some(UNIX_EPOCH_TICKS));
        assert_eq!(date(9999, 12, 31), Some(MAX_TICKS + 1 - TICKS_PER_DAY));
        assert_eq!(date(2020, 1, 1), Some(637_134_336_000_000_000));
        assert_eq!(date(2023, 2, 29), None);
        assert_eq!(date(10_000, 1, 1), None);
    }

    #[test]
    fn every_day_round_trips() {
        for day in 0..=MAX_TICKS / TICKS_PER_DAY {
            let ticks = day * TICKS_PER_DAY;
            assert_eq!(from_civil(civil(ticks)), Some(ticks));
        }
        assert_eq!(civil(-1).year, 0);
        assert_eq!(civil(i64::MIN).hour, civil(i64::MIN).hour.rem_euclid(24));
    }

    #[test]
    fn weeks() {
        let day = |y, m, d| date(y, m, d).unwrap();
        assert_eq!(day_of_week(day(2024, 6, 2)), 0);
        assert_eq!(day_of_year(day(2024, 12, 31)), 366);
        assert_eq!(iso_week(day(2021, 1, 3)), 53);
        assert_eq!(iso_week(day(2021, 1, 4)), 1);
        assert_eq!(iso_week(day(2024, 12, 30)), 1);
    }
}
