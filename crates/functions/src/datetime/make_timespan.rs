use super::numbers::scaled;
use crate::conversion::totimespan;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND};

pub const MAKE_TIMESPAN: Function = Function {
    description: &Description {
        name: "make_timespan",
        signatures: &[
            "(hours: integer, minutes: integer, [seconds: number]) -> timespan",
            "(days: integer, hours: integer, minutes: integer, seconds: number) -> timespan",
            "(value: scalar) -> timespan",
        ],
        naming: Naming::Own,
        summary: "A timespan from hours and minutes, with seconds behind and days in front; null if one is out of range.",
        examples: &[
            Example { expression: "make_timespan(1, 30)", equals: "90m" },
            Example { expression: "make_timespan(2, 0, 0, 0.5)", equals: "time(2.00:00:00.5)" },
            Example { expression: "make_timespan(24, 0)", equals: "timespan(null)" },
        ],
        page: "make-timespan-function",
        ..Description::SCALAR
    },
    kernel: make_timespan,
};

/// The whole days of the longest timespan.
const MAX_DAYS: i64 = i64::MAX / TICKS_PER_DAY;

fn make_timespan(call: &Call) -> Result<ArrayRef, KernelError> {
    let (days, hours, minutes, seconds) = match call.args {
        [_] => return (totimespan::TOTIMESPAN.kernel)(call),
        [hours, minutes] => (None, hours, minutes, None),
        [hours, minutes, seconds] => (None, hours, minutes, Some(seconds)),
        [days, hours, minutes, seconds] => (Some(days), hours, minutes, Some(seconds)),
        _ => return Err(KernelError::new("one to four arguments are wanted")),
    };
    let part = |column: Option<&Column>, row: usize, factor: i64, limit: i64| match column {
        Some(column) => scaled(column, row, factor).filter(|n| (0..limit).contains(n)),
        None => Some(0),
    };
    Ok(call.longs(|row| {
        let days = part(days, row, 1, MAX_DAYS)?;
        let hours = part(Some(hours), row, 1, 24)?;
        let minutes = part(Some(minutes), row, 1, 60)?;
        let ticks = part(seconds, row, TICKS_PER_SECOND, TICKS_PER_MINUTE)?;
        Some(days * TICKS_PER_DAY + hours * TICKS_PER_HOUR + minutes * TICKS_PER_MINUTE + ticks)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn parts_and_their_ranges() {
        let make = |parts: &[Value]| call(&MAKE_TIMESPAN, Type::Timespan, parts);
        let long = |n| Value::Long(n);
        assert_eq!(make(&[long(1), long(12), long(30), Value::Real(55.123)]), span("1.12:30:55.123"));
        assert_eq!(make(&[Value::Int(1), long(2), long(3)]), span("01:02:03"));
        for bad in [[long(24), long(0)], [long(0), long(60)], [long(-1), long(0)], [Value::Null(Type::Long), long(0)]] {
            assert_eq!(make(&bad), Value::Null(Type::Timespan));
        }
        assert_eq!(make(&[long(i64::MAX), long(0), long(0), long(0)]), Value::Null(Type::Timespan));
    }
}
