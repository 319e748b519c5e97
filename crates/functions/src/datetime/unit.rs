//! The units that `datetime_add` and its kin name in a text, in any case.

use crate::KernelError;
use lurcher_types::time::{
    TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MICROSECOND, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Year,
    Quarter,
    Month,
    Week,
    WeekOfYear,
    Day,
    DayOfYear,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
}

const NAMES: [(&str, Unit); 13] = [
    ("year", Unit::Year),
    ("quarter", Unit::Quarter),
    ("month", Unit::Month),
    ("week", Unit::Week),
    ("week_of_year", Unit::WeekOfYear),
    ("day", Unit::Day),
    ("dayofyear", Unit::DayOfYear),
    ("hour", Unit::Hour),
    ("minute", Unit::Minute),
    ("second", Unit::Second),
    ("millisecond", Unit::Millisecond),
    ("microsecond", Unit::Microsecond),
    ("nanosecond", Unit::Nanosecond),
];

/// The unit of this name, if it is not one of those excluded.
pub fn unit(name: &str, excluded: &[Unit]) -> Result<Unit, KernelError> {
    let allowed = || NAMES.iter().filter(|(_, u)| !excluded.contains(u));
    if let Some((_, unit)) = allowed().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
        return Ok(*unit);
    }
    let names: Vec<&str> = allowed().map(|(n, _)| *n).collect();
    Err(KernelError::new(format!("there is no part `{name}`; it is one of {}", names.join(", "))))
}

impl Unit {
    /// The length of a unit of the clock; weeks, months and years belong to the calendar, a nanosecond is too short.
    pub fn ticks(self) -> Option<i64> {
        Some(match self {
            Unit::Day => TICKS_PER_DAY,
            Unit::Hour => TICKS_PER_HOUR,
            Unit::Minute => TICKS_PER_MINUTE,
            Unit::Second => TICKS_PER_SECOND,
            Unit::Millisecond => TICKS_PER_MILLISECOND,
            Unit::Microsecond => TICKS_PER_MICROSECOND,
            _ => return None,
        })
    }
}

pub const TICKS_TO_NANOSECONDS: i64 = 100;
