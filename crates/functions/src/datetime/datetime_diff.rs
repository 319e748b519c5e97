use super::numbers::whole;
use super::unit::{TICKS_TO_NANOSECONDS, Unit, unit};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::{TICKS_PER_DAY, UNIX_EPOCH_TICKS, civil, day_of_week};

pub const DATETIME_DIFF: Function = Function {
    description: &Description {
        name: "datetime_diff",
        signatures: &["(part: literal string, date1: datetime, date2: datetime) -> long"],
        summary: "How many borders of years, days, hours and so on lie between the second date and the first; negative if the first is earlier.",
        examples: &[
            Example { expression: "datetime_diff('year', datetime(2024-01-01), datetime(2023-12-31))", equals: "1" },
            Example {
                expression: "datetime_diff('hour', datetime(2024-01-01 09:59), datetime(2024-01-01 10:01))",
                equals: "-1",
            },
        ],
        page: "datetime-diff-function",
        deviation: Some("For `week` Kusto's answer is the same number as a real."),
        ..Description::SCALAR
    },
    kernel: datetime_diff,
};

fn datetime_diff(call: &Call) -> Result<ArrayRef, KernelError> {
    let unit = unit(&call.constant_text(0)?, &[Unit::WeekOfYear, Unit::DayOfYear])?;
    let [_, first, second] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    let (firsts, seconds) = (first.longs(), second.longs());
    Ok(whole(call, |row| border(unit, firsts.get(row)?)?.checked_sub(border(unit, seconds.get(row)?)?)))
}

/// The number of the unit that a date falls in.
fn border(unit: Unit, ticks: i64) -> Option<i64> {
    let c = civil(ticks);
    Some(match unit {
        Unit::Year => c.year,
        Unit::Quarter => c.year * 4 + (c.month - 1) / 3,
        Unit::Month => c.year * 12 + c.month,
        Unit::Week => (ticks.div_euclid(TICKS_PER_DAY) - day_of_week(ticks)).div_euclid(7),
        // From 1970, so that the numbers fit in 64 bits for some centuries around it.
        Unit::Nanosecond => ticks.checked_sub(UNIX_EPOCH_TICKS)?.checked_mul(TICKS_TO_NANOSECONDS)?,
        other => ticks.div_euclid(other.ticks()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn borders_are_counted() {
        for (part, first, second, expected) in [
            ("quarter", "2024-04-01", "2024-03-31", 1),
            ("month", "2024-01-31", "2024-02-01", -1),
            ("week", "2024-06-02", "2024-06-01", 1),
            ("week", "2024-06-08", "2024-06-02", 0),
            ("day", "2024-06-02", "2024-06-01T23:59:59.9999999", 1),
            ("second", "2024-06-02T00:00:10.1", "2024-06-02T00:00:00.9", 10),
            ("nanosecond", "2024-06-02", "2024-06-02T00:00:00.0000007", -700),
        ] {
            let columns: Vec<_> = [text(part), at(first), at(second)].iter().map(lurcher_columnar::constant).collect();
            let context = crate::Context { now: 0, seed: 0 };
            for (returns, expected) in [(Type::Long, Value::Long(expected)), (Type::Real, Value::Real(expected as f64))]
            {
                let call = crate::Call { args: &columns, rows: 1, returns, context: &context };
                let answer = DATETIME_DIFF.evaluate(&call).unwrap();
                assert_eq!(lurcher_columnar::value_at(returns, &answer, 0), expected, "{part}");
            }
        }
    }
}
