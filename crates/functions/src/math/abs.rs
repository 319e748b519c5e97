use crate::conversion::convert::whole;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Type, Value};

pub const ABS: Function = Function {
    description: &Description {
        name: "abs",
        signatures: &[
            "(number: bool|int|long) -> long",
            "(number: real) -> real",
            "(number: decimal) -> decimal",
            "(span: timespan) -> timespan",
        ],
        naming: Naming::FirstArgument,
        summary: "The value without its sign.",
        examples: &[Example { expression: "abs(-3)", equals: "3" }, Example { expression: "abs(-90m)", equals: "90m" }],
        page: "abs-function",
        deviation: Some("The least long and the longest negative timespan have no opposite and give null."),
        ..Description::SCALAR
    },
    kernel: abs,
};

fn abs(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(match value.kql_type {
        Type::Real => call.reals(|row| value.real(row).map(f64::abs)),
        Type::Decimal => call.rows(|row| match value.value(row) {
            Value::Decimal(d) => Some(Value::Decimal(d.abs())),
            _ => None,
        }),
        _ => call.longs(|row| whole(&value.value(row))?.checked_abs()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;

    #[test]
    fn every_type() {
        assert_eq!(call(&ABS, Type::Long, &[Value::Int(-7)]), Value::Long(7));
        assert_eq!(call(&ABS, Type::Long, &[Value::Long(i64::MIN)]), Value::Null(Type::Long));
        assert_eq!(call(&ABS, Type::Real, &[Value::Real(-0.5)]), Value::Real(0.5));
        assert_eq!(call(&ABS, Type::Decimal, &[decimal("-0.5")]), decimal("0.5"));
        assert_eq!(call(&ABS, Type::Timespan, &[span("-1d")]), span("1d"));
    }
}
