use crate::conversion::convert::exact;
use crate::datetime::numbers::whole;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Decimal, Type, Value};

pub const BIN: Function = Function {
    description: &Description {
        name: "bin",
        aliases: &["floor"],
        signatures: &[
            "(value: number, size: number) -> widest",
            "(value: timespan, size: timespan) -> timespan",
            "(value: datetime, size: timespan) -> datetime",
            "(value: datetime, size: datetime) -> datetime",
        ],
        naming: Naming::FirstArgument,
        summary: "The value rounded down to a multiple of a size; a datetime counts from 0001-01-01.",
        examples: &[
            Example { expression: "bin(13, 5)", equals: "10" },
            Example { expression: "bin(-7, 5)", equals: "-10" },
            Example { expression: "bin(datetime(2024-03-01 10:40), 30m)", equals: "datetime(2024-03-01 10:30)" },
        ],
        page: "bin-function",
        deviation: Some("An int gives a long, as in the engine, where the language service says int."),
        ..Description::SCALAR
    },
    kernel: bin,
};

fn bin(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value, size] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    Ok(match call.returns {
        Type::Real => call.reals(|row| bin_real(value.real(row)?, size.real(row)?)),
        Type::Decimal => {
            call.rows(|row| bin_decimal(exact(&value.value(row))?, exact(&size.value(row))?).map(Value::Decimal))
        }
        _ => {
            let (values, sizes) = (value.longs(), size.longs());
            whole(call, |row| bin_long(values.get(row)?, sizes.get(row)?))
        }
    })
}

/// Rounds toward minus infinity; near the least long it wraps, as the engine does.
pub fn bin_long(value: i64, size: i64) -> Option<i64> {
    if size <= 0 {
        return None;
    }
    let toward_zero = if value < 0 { value.wrapping_sub(size - 1) } else { value };
    Some((toward_zero / size).wrapping_mul(size))
}

/// In doubles, NaN for a size of zero.
pub fn bin_real(value: f64, size: f64) -> Option<f64> {
    if size < 0.0 { None } else { Some((value / size).floor() * size) }
}

pub fn bin_decimal(value: Decimal, size: Decimal) -> Option<Decimal> {
    if size.mantissa <= 0 {
        return None;
    }
    let rest = value.checked_rem(size)?;
    let down = if rest.mantissa < 0 { rest.checked_add(size)? } else { rest };
    value.checked_sub(down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;

    #[test]
    fn whole_numbers() {
        let bin = |v, s| call(&BIN, Type::Long, &[Value::Long(v), Value::Long(s)]);
        assert_eq!(bin(7, 5), Value::Long(5));
        assert_eq!(bin(-10, 5), Value::Long(-10));
        assert_eq!(bin(9_007_199_254_740_993, 1), Value::Long(9_007_199_254_740_993));
        assert_eq!(bin(-9_223_372_036_854_775_806, 4), Value::Long(9_223_372_036_854_775_804));
        assert_eq!(bin(7, 0), Value::Null(Type::Long));
        assert_eq!(bin(7, -5), Value::Null(Type::Long));
    }

    #[test]
    fn other_numbers() {
        let real = |v, s| call(&BIN, Type::Real, &[Value::Real(v), s]);
        assert_eq!(real(0.3, Value::Real(0.1)), Value::Real(0.2));
        assert_eq!(real(4.5, Value::Long(1)), Value::Real(4.0));
        assert!(matches!(real(4.5, Value::Long(0)), Value::Real(x) if x.is_nan()));
        assert_eq!(call(&BIN, Type::Decimal, &[decimal("-1.25"), Value::Long(1)]), decimal("-2"));
        assert_eq!(call(&BIN, Type::Decimal, &[decimal("1.25"), decimal("0.5")]), decimal("1"));
    }

    #[test]
    fn times() {
        assert_eq!(call(&BIN, Type::Timespan, &[span("14d"), span("4d")]), span("12d"));
        assert_eq!(call(&BIN, Type::Timespan, &[span("-1h"), span("1d")]), span("-1d"));
        assert_eq!(call(&BIN, Type::Datetime, &[at("2007-01-07"), span("7d")]), at("2007-01-01"));
    }
}
