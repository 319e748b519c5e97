use super::arithmetic::{fit, plain};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::{Type, Value};

pub const NEGATE: Function = Function {
    description: &Description {
        name: "unary-",
        signatures: &["(value: summable|dynamic) -> own"],
        nulls: Nulls::Kernel,
        summary: "The number or timespan with the other sign; an int becomes a long.",
        examples: &[
            Example { expression: "-(3 + 4)", equals: "-7" },
            Example { expression: "-(2h + 1m)", equals: "time(-02:01:00)" },
        ],
        page: "numerical-operators",
        ..Description::SCALAR
    },
    kernel: negate,
};

fn negate(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one operand is wanted")) };
    if value.kql_type == Type::Datetime {
        return Err(KernelError::new("a datetime has no sign"));
    }
    Ok(call.rows(|row| {
        let negated = match plain(value.value(row))? {
            Value::Int(v) => Value::Long(-i64::from(v)),
            Value::Long(v) => Value::Long(v.wrapping_neg()),
            Value::Real(v) => Value::Real(-v),
            Value::Decimal(v) => Value::Decimal(v.negated()),
            Value::Timespan(v) => Value::Timespan(v.checked_neg()?),
            _ => return None,
        };
        fit(negated, call.returns)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;

    #[test]
    fn every_type() {
        for (value, negated) in [
            (Value::Int(i32::MIN), Value::Long(2_147_483_648)),
            (Value::Long(5), Value::Long(-5)),
            (Value::Real(0.5), Value::Real(-0.5)),
            (decimal("1.5"), decimal("-1.5")),
            (span("1h"), span("-1h")),
            (Value::Timespan(i64::MIN), Value::Null(Type::Timespan)),
        ] {
            assert_eq!(call(&NEGATE, negated.kql_type(), &[value]), negated);
        }
    }
}
