use crate::conversion::convert::exact;
use crate::datetime::bin::{bin_decimal, bin_real};
use crate::datetime::numbers::whole;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::time::in_range;
use lurcher_types::{Decimal, Type, Value};

pub const BIN_AT: Function = Function {
    description: &Description {
        name: "bin_at",
        signatures: &[
            "(value: number, size: number, point: number) -> widest",
            "(value: timespan, size: timespan, point: timespan) -> timespan",
            "(value: datetime, size: timespan, point: datetime) -> datetime",
        ],
        naming: Naming::FirstArgument,
        summary: "The value rounded down to a multiple of a size, counted from a point.",
        examples: &[
            Example { expression: "bin_at(9, 4, 3)", equals: "7" },
            Example { expression: "bin_at(1h, 1d, 12h)", equals: "-12h" },
            Example {
                expression: "bin_at(datetime(2024-03-01 10:40), 1h, datetime(2024-01-01 00:15))",
                equals: "datetime(2024-03-01 10:15)",
            },
        ],
        page: "bin-at-function",
        deviation: Some("A datetime or timespan is binned by a timespan only."),
        ..Description::SCALAR
    },
    kernel: bin_at,
};

fn bin_at(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value, size, point] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    Ok(match call.returns {
        Type::Real => call.reals(|row| {
            let point = point.real(row)?;
            Some(bin_real(value.real(row)? - point, size.real(row)?)? + point)
        }),
        Type::Decimal => call.rows(|row| {
            let number = |column: &Column| exact(&column.value(row));
            bin_decimal_at(number(value)?, number(size)?, number(point)?).map(Value::Decimal)
        }),
        returns => {
            let (values, sizes, points) = (value.longs(), size.longs(), point.longs());
            whole(call, |row| {
                let binned = bin_long_at(values.get(row)?, sizes.get(row)?, points.get(row)?)?;
                if returns == Type::Datetime { in_range(binned) } else { Some(binned) }
            })
        }
    })
}

fn bin_long_at(value: i64, size: i64, point: i64) -> Option<i64> {
    if size <= 0 {
        return None;
    }
    let (size, point) = (i128::from(size), i128::from(point));
    i64::try_from((i128::from(value) - point).div_euclid(size) * size + point).ok()
}

fn bin_decimal_at(value: Decimal, size: Decimal, point: Decimal) -> Option<Decimal> {
    bin_decimal(value.checked_sub(point)?, size)?.checked_add(point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;

    #[test]
    fn bins_are_aligned() {
        let real = [Value::Real(6.5), Value::Real(2.5), Value::Long(7)];
        assert_eq!(call(&BIN_AT, Type::Real, &real), Value::Real(4.5));
        let weeks = [at("2017-05-17 10:20"), span("7d"), at("2017-06-04")];
        assert_eq!(call(&BIN_AT, Type::Datetime, &weeks), at("2017-05-14"));
        let zero = [Value::Long(6), Value::Long(0), Value::Long(1)];
        assert_eq!(call(&BIN_AT, Type::Long, &zero), Value::Null(Type::Long));
        let before_time = [at("0001-01-01"), span("1d"), at("2024-01-01 12:00")];
        assert_eq!(call(&BIN_AT, Type::Datetime, &before_time), Value::Null(Type::Datetime));
        let decimals = [decimal("6.5"), decimal("2.5"), decimal("7")];
        assert_eq!(call(&BIN_AT, Type::Decimal, &decimals), decimal("4.5"));
    }
}
