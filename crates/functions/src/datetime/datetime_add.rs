use super::unit::{TICKS_TO_NANOSECONDS, Unit, unit};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::{TICKS_PER_WEEK, add_months, in_range};

pub const DATETIME_ADD: Function = Function {
    description: &Description {
        name: "datetime_add",
        signatures: &["(part: literal string, amount: integer, date: datetime) -> datetime"],
        summary: "A datetime some years, months, days and so on later; the 31st becomes the last day of a shorter month.",
        examples: &[
            Example { expression: "datetime_add('month', 1, datetime(2024-01-31))", equals: "datetime(2024-02-29)" },
            Example { expression: "datetime_add('week', -1, datetime(2024-01-08))", equals: "datetime(2024-01-01)" },
        ],
        page: "datetime-add-function",
        ..Description::SCALAR
    },
    kernel: datetime_add,
};

fn datetime_add(call: &Call) -> Result<ArrayRef, KernelError> {
    let unit = unit(&call.constant_text(0)?, &[Unit::WeekOfYear, Unit::DayOfYear])?;
    let [_, amount, date] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    let (amounts, dates) = (amount.longs(), date.longs());
    Ok(call.longs(|row| add(unit, amounts.get(row)?, dates.get(row)?)))
}

fn add(unit: Unit, amount: i64, date: i64) -> Option<i64> {
    let ticks = match unit {
        Unit::Year => return add_months(date, amount.checked_mul(12)?),
        Unit::Quarter => return add_months(date, amount.checked_mul(3)?),
        Unit::Month => return add_months(date, amount),
        Unit::Week => amount.checked_mul(TICKS_PER_WEEK)?,
        Unit::Nanosecond => amount / TICKS_TO_NANOSECONDS,
        other => amount.checked_mul(other.ticks()?)?,
    };
    in_range(date.checked_add(ticks)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn units() {
        let start = at("2020-02-29T12:00");
        for (part, amount, expected) in [
            ("Year", 1, "2021-02-28T12:00"),
            ("quarter", -1, "2019-11-29T12:00"),
            ("month", 24, "2022-02-28T12:00"),
            ("day", 1, "2020-03-01T12:00"),
            ("minute", -1, "2020-02-29T11:59"),
            ("microsecond", 1, "2020-02-29T12:00:00.000001"),
            ("nanosecond", 150, "2020-02-29T12:00:00.0000001"),
        ] {
            let arguments = [text(part), Value::Long(amount), start.clone()];
            assert_eq!(call_literal(&arguments), at(expected), "{part}");
        }
        let arguments = [text("year"), Value::Long(i64::MAX), start.clone()];
        assert_eq!(call_literal(&arguments), Value::Null(Type::Datetime));
        assert!(try_call(&DATETIME_ADD, Type::Datetime, &[text("dayofyear"), Value::Long(1), start]).is_err());
    }

    fn call_literal(arguments: &[Value]) -> Value {
        let columns: Vec<_> = arguments.iter().map(lurcher_columnar::constant).collect();
        let context = crate::Context { now: 0, seed: 0 };
        let call = crate::Call { args: &columns, rows: 1, returns: Type::Datetime, context: &context };
        lurcher_columnar::value_at(Type::Datetime, &DATETIME_ADD.evaluate(&call).unwrap(), 0)
    }
}
