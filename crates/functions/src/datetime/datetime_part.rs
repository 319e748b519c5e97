use super::numbers::whole;
use super::unit::{TICKS_TO_NANOSECONDS, Unit, unit};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::{TICKS_PER_MICROSECOND, TICKS_PER_MILLISECOND, civil, day_of_year, iso_week};

pub const DATETIME_PART: Function = Function {
    description: &Description {
        name: "datetime_part",
        signatures: &["(part: literal string, date: datetime) -> long"],
        summary: "One part of a datetime as a number; parts of a second count from its beginning.",
        examples: &[
            Example { expression: "datetime_part('month', datetime(2024-03-01))", equals: "3" },
            Example {
                expression: "datetime_part('microsecond', datetime(2024-03-01 00:00:00.1234567))",
                equals: "123456",
            },
        ],
        page: "datetime-part-function",
        deviation: Some("The answer is a long, as the engine gives it, where the language service says int."),
        ..Description::SCALAR
    },
    kernel: parts,
};

/// The part named by the first argument, as int or long.
pub fn parts(call: &Call) -> Result<ArrayRef, KernelError> {
    let unit = unit(&call.constant_text(0)?, &[Unit::Week])?;
    let [_, date] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    let dates = date.longs();
    Ok(whole(call, |row| dates.get(row).map(|t| part(unit, t))))
}

fn part(unit: Unit, ticks: i64) -> i64 {
    let c = civil(ticks);
    match unit {
        Unit::Year => c.year,
        Unit::Quarter => (c.month + 2) / 3,
        Unit::Month => c.month,
        Unit::Week | Unit::WeekOfYear => iso_week(ticks),
        Unit::Day => c.day,
        Unit::DayOfYear => day_of_year(ticks),
        Unit::Hour => c.hour,
        Unit::Minute => c.minute,
        Unit::Second => c.second,
        Unit::Millisecond => c.tick / TICKS_PER_MILLISECOND,
        Unit::Microsecond => c.tick / TICKS_PER_MICROSECOND,
        Unit::Nanosecond => c.tick * TICKS_TO_NANOSECONDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let t = lurcher_types::time::parse_datetime("2024-11-17 04:05:06.1234567").unwrap();
        for (unit, expected) in [
            (Unit::Year, 2024),
            (Unit::Quarter, 4),
            (Unit::WeekOfYear, 46),
            (Unit::DayOfYear, 322),
            (Unit::Hour, 4),
            (Unit::Millisecond, 123),
            (Unit::Microsecond, 123_456),
            (Unit::Nanosecond, 123_456_700),
        ] {
            assert_eq!(part(unit, t), expected, "{unit:?}");
        }
    }
}
