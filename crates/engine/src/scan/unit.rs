//! A file's unit of time against ticks of 100 ns: values one way, bounds of comparisons the other way.

use datafusion::arrow::array::Int64Array;
use lurcher_types::time::{MAX_TICKS, MIN_TICKS, UNIX_EPOCH_TICKS};

/// What one step of a stored integer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    Tick,
    Nanosecond,
    Microsecond,
    Millisecond,
    Second,
    Day,
}

/// How stored integers map to the ticks of a datetime or a timespan: `ticks = origin + value · unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scale {
    unit: Unit,
    origin: i64,
    first: i64,
    last: i64,
}

impl Scale {
    /// Stored values count from 1970; ticks outside the years 1 to 9999 are no datetime.
    pub fn datetime(unit: Unit) -> Scale {
        Scale { unit, origin: UNIX_EPOCH_TICKS, first: MIN_TICKS, last: MAX_TICKS }
    }

    /// Stored values are ticks since the year 1 already.
    pub fn datetime_ticks() -> Scale {
        Scale { unit: Unit::Tick, origin: 0, first: MIN_TICKS, last: MAX_TICKS }
    }

    pub fn timespan(unit: Unit) -> Scale {
        Scale { unit, origin: 0, first: i64::MIN, last: i64::MAX }
    }

    /// The ticks of a stored value, or nothing where it lies outside what KQL can hold. Nanoseconds round down.
    pub fn ticks(self, value: i64) -> Option<i64> {
        let ticks = i128::from(self.origin) + self.steps(i128::from(value));
        let ticks = i64::try_from(ticks).ok()?;
        (self.first..=self.last).contains(&ticks).then_some(ticks)
    }

    /// The smallest stored value whose ticks are at least these. Every comparison follows from this one bound.
    pub fn first_at_or_after(self, ticks: i128) -> i128 {
        let distance = ticks - i128::from(self.origin);
        match self.ticks_per_step() {
            Some(step) => distance.div_euclid(step) + i128::from(distance.rem_euclid(step) != 0),
            None => distance * 100,
        }
    }

    /// The stored values that have ticks at all, clipped to 64 bits.
    pub fn valid_values(self) -> (i64, i64) {
        let low = self.first_at_or_after(i128::from(self.first));
        let high = self.first_at_or_after(i128::from(self.last) + 1) - 1;
        (clip(low), clip(high))
    }

    /// The ticks of values that all lie within [`Scale::valid_values`]. What stands under a null does not matter.
    pub fn ticks_of_valid(self, values: &Int64Array) -> Int64Array {
        let origin = self.origin;
        match self.ticks_per_step() {
            Some(1) if origin == 0 => values.clone(),
            Some(step) => values.unary(|v| v.wrapping_mul(step as i64).wrapping_add(origin)),
            None => values.unary(|v| v.div_euclid(100).wrapping_add(origin)),
        }
    }

    fn steps(self, value: i128) -> i128 {
        match self.ticks_per_step() {
            Some(step) => value * step,
            None => value.div_euclid(100),
        }
    }

    /// Nothing for nanoseconds, which are finer than a tick.
    fn ticks_per_step(self) -> Option<i128> {
        Some(match self.unit {
            Unit::Tick => 1,
            Unit::Nanosecond => return None,
            Unit::Microsecond => 10,
            Unit::Millisecond => 10_000,
            Unit::Second => 10_000_000,
            Unit::Day => 864_000_000_000,
        })
    }
}

fn clip(value: i128) -> i64 {
    value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nanoseconds_round_down_on_both_sides_of_1970() {
        let scale = Scale::datetime(Unit::Nanosecond);
        assert_eq!(scale.ticks(199), Some(UNIX_EPOCH_TICKS + 1));
        assert_eq!(scale.ticks(-1), Some(UNIX_EPOCH_TICKS - 1));
        assert_eq!(scale.first_at_or_after(i128::from(UNIX_EPOCH_TICKS) + 1), 100);
    }

    #[test]
    fn bounds_between_two_stored_values_round_up() {
        let scale = Scale::datetime(Unit::Microsecond);
        assert_eq!(scale.first_at_or_after(i128::from(UNIX_EPOCH_TICKS) + 11), 2);
        assert_eq!(scale.first_at_or_after(i128::from(UNIX_EPOCH_TICKS) - 11), -1);
    }

    #[test]
    fn what_kql_cannot_hold_has_no_ticks() {
        let scale = Scale::datetime(Unit::Second);
        assert_eq!(scale.ticks(i64::MAX), None);
        assert_eq!(scale.ticks(-62_135_596_800), Some(0));
        assert_eq!(scale.ticks(-62_135_596_801), None);
        assert_eq!(scale.valid_values(), (-62_135_596_800, 253_402_300_799));
        assert_eq!(Scale::timespan(Unit::Second).ticks(i64::MAX), None);
    }
}
