use crate::conversion::convert::whole;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Type, Value};

pub const ROUND: Function = Function {
    description: &Description {
        name: "round",
        signatures: &[
            "(number: bool|int|long|real, [digits: const integer]) -> real",
            "(number: decimal, [digits: const integer]) -> decimal",
        ],
        naming: Naming::FirstArgument,
        summary: "The number rounded to some digits behind the point, or before it where they are negative; halves go away from zero.",
        examples: &[
            Example { expression: "round(2.345, 1)", equals: "2.3" },
            Example { expression: "round(1250, -2)", equals: "1300.0" },
            Example { expression: "round(-0.5)", equals: "-1.0" },
        ],
        page: "round-function",
        deviation: Some(
            "A whole number gives a real, as in the engine, where the language service says the type stays.",
        ),
        ..Description::SCALAR
    },
    kernel: round,
};

fn round(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some(number) = call.args.first() else { return Err(KernelError::new("a number is wanted")) };
    let digits = |row: usize| match call.args.get(1) {
        Some(digits) => whole(&digits.value(row)),
        None => Some(0),
    };
    Ok(match number.kql_type {
        Type::Decimal => call.rows(|row| match number.value(row) {
            Value::Decimal(d) => d.round(digits(row)?).map(Value::Decimal),
            _ => None,
        }),
        _ => call.reals(|row| Some(round_real(number.real(row)?, digits(row)?))),
    })
}

/// Scales, rounds and scales back in doubles, so that 2.15 goes up and 1.005 goes down.
fn round_real(number: f64, digits: i64) -> f64 {
    let Ok(digits) = i32::try_from(digits) else { return if digits > 0 { number } else { 0.0 } };
    let unit = 10f64.powi(digits.saturating_abs());
    if digits < 0 {
        return if unit.is_finite() { (number / unit).round() * unit } else { 0.0 };
    }
    let scaled = number * unit;
    if scaled.is_finite() { scaled.round() / unit } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;

    #[test]
    fn digits() {
        for (number, digits, rounded) in [
            (2.98765, 3, 2.988),
            (2.15, 1, 2.2),
            (1.005, 2, 1.0),
            (-50.55, -2, -100.0),
            (21.5, -1, 20.0),
            (12345.0, -2, 12300.0),
            (1.5, 400, 1.5),
            (1e300, i64::MAX, 1e300),
            (1.5, i64::MIN, 0.0),
            (f64::INFINITY, 2, f64::INFINITY),
        ] {
            let arguments = [Value::Real(number), Value::Long(digits)];
            assert_eq!(call(&ROUND, Type::Real, &arguments), Value::Real(rounded), "{number}, {digits}");
        }
        assert_eq!(call(&ROUND, Type::Real, &[Value::Long(7)]), Value::Real(7.0));
        assert_eq!(call(&ROUND, Type::Decimal, &[decimal("2.345"), Value::Long(2)]), decimal("2.35"));
    }
}
