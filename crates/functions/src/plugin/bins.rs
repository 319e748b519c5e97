//! The periods that a timeline is cut into: of one width, or weeks, months and years.

use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::time::{start_of_month, start_of_week, start_of_year};

#[derive(Debug, Clone, Copy)]
pub enum Bins {
    /// One of them begins at `origin`.
    Width { width: i64, origin: i64 },
    /// By the function that says where the period of a moment begins, so many periods away.
    Calendar(fn(i64, i64) -> Option<i64>),
}

impl Bins {
    /// A width above zero, or the name of a period of the calendar.
    pub fn new(period: &Value, origin: i64) -> Result<Bins, KernelError> {
        if let Value::String(name) = period {
            return match name.as_str() {
                "week" => Ok(Bins::Calendar(start_of_week)),
                "month" => Ok(Bins::Calendar(start_of_month)),
                "year" => Ok(Bins::Calendar(start_of_year)),
                _ => Err(KernelError::new("a period is a width, 'week', 'month' or 'year'")),
            };
        }
        match whole(period)? {
            width if width > 0 => Ok(Bins::Width { width, origin }),
            _ => Err(KernelError::new("the plugin wants a width above zero")),
        }
    }

    /// The beginning of the period that holds a moment.
    pub fn start_of(self, moment: i64) -> i64 {
        match self {
            Bins::Width { width, origin } => {
                let offset = (i128::from(moment) - i128::from(origin)).rem_euclid(i128::from(width));
                i64::try_from(i128::from(moment) - offset).unwrap_or(i64::MIN)
            }
            Bins::Calendar(start) => start(moment, 0).unwrap_or(i64::MIN),
        }
    }

    /// The period behind the one that begins here; nothing at the end of time.
    pub fn next(self, bin: i64) -> Option<i64> {
        match self {
            Bins::Width { width, .. } => bin.checked_add(width),
            Bins::Calendar(start) => start(bin, 1),
        }
    }

    /// The period before the one that begins here.
    pub fn previous(self, bin: i64) -> Option<i64> {
        match self {
            Bins::Width { width, .. } => bin.checked_sub(width),
            Bins::Calendar(start) => start(bin, -1),
        }
    }
}

/// A moment or a width as a whole number: ticks where it is a time.
pub fn whole(value: &Value) -> Result<i64, KernelError> {
    match value {
        Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => Ok(*v),
        Value::Int(v) => Ok(i64::from(*v)),
        _ => Err(KernelError::new("the plugin wants moments and widths that are no nulls")),
    }
}
