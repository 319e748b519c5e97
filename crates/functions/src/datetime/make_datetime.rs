use super::numbers::scaled;
use crate::conversion::todatetime;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::time::{Civil, TICKS_PER_SECOND, from_civil};

pub const MAKE_DATETIME: Function = Function {
    description: &Description {
        name: "make_datetime",
        signatures: &[
            "(year: number, month: number, day: number, [hour: number], [minute: number], [second: number]) -> datetime",
            "(value: scalar) -> datetime",
        ],
        naming: Naming::Own,
        summary: "A datetime from its parts, null if one is out of range; of one value, what todatetime makes of it.",
        examples: &[
            Example { expression: "make_datetime(2024, 3, 1)", equals: "datetime(2024-03-01)" },
            Example { expression: "make_datetime(2024, 3, 1, 10, 30, 5.5)", equals: "datetime(2024-03-01 10:30:05.5)" },
            Example { expression: "make_datetime(2024, 2, 30)", equals: "datetime(null)" },
        ],
        page: "make-datetime-function",
        ..Description::SCALAR
    },
    kernel: make_datetime,
};

fn make_datetime(call: &Call) -> Result<ArrayRef, KernelError> {
    if call.args.len() == 1 {
        return (todatetime::TODATETIME.kernel)(call);
    }
    // A part that is not given is zero; one that is null makes the row null.
    let part = |index: usize, row: usize, factor: i64| match call.args.get(index) {
        Some(column) => scaled(column, row, factor),
        None => Some(0),
    };
    Ok(call.longs(|row| {
        let ticks = part(5, row, TICKS_PER_SECOND)?;
        from_civil(Civil {
            year: part(0, row, 1)?,
            month: part(1, row, 1)?,
            day: part(2, row, 1)?,
            hour: part(3, row, 1)?,
            minute: part(4, row, 1)?,
            second: ticks.div_euclid(TICKS_PER_SECOND),
            tick: ticks.rem_euclid(TICKS_PER_SECOND),
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn parts_and_their_ranges() {
        let make = |parts: &[Value]| call(&MAKE_DATETIME, Type::Datetime, parts);
        let long = |n| Value::Long(n);
        let date = [long(2024), long(2), long(29)];
        assert_eq!(make(&date), at("2024-02-29"));
        let time = [long(2024), long(2), long(29), long(23), long(59), Value::Real(1.001)];
        assert_eq!(make(&time), at("2024-02-29T23:59:01.001"));
        for bad in [
            [long(0), long(1), long(1)],
            [long(2024), long(13), long(1)],
            [long(2024), Value::Null(Type::Long), long(1)],
        ] {
            assert_eq!(make(&bad), Value::Null(Type::Datetime));
        }
        let seconds = [long(2024), long(1), long(1), long(0), long(0), Value::Real(60.0)];
        assert_eq!(make(&seconds), Value::Null(Type::Datetime));
        assert_eq!(make(&[text("2024-01-01")]), at("2024-01-01"));
    }
}
