use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example};

pub const AROUND: Function = Function {
    description: &Description {
        name: "around",
        signatures: &[
            "(value: datetime, center: datetime, delta: timespan) -> bool",
            "(value: timespan, center: timespan, delta: timespan) -> bool",
            "(value: integer, center: integer, delta: integer) -> bool",
            "(value: real, center: real, delta: real) -> bool",
        ],
        summary: "Whether a value is at most a distance away from a center.",
        examples: &[
            Example { expression: "around(9, 10, 1)", equals: "true" },
            Example { expression: "around(datetime(2024-01-01), datetime(2024-01-02), 1h)", equals: "false" },
        ],
        page: "around-function",
        ..Description::SCALAR
    },
    kernel: around,
};

fn around(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value, center, delta] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    if value.kql_type == Type::Real {
        return Ok(call.bools(|row| {
            let (value, center, delta) = (value.real(row)?, center.real(row)?, delta.real(row)?);
            Some(value >= center - delta && value <= center + delta)
        }));
    }
    let (values, centers, deltas) = (value.longs(), center.longs(), delta.longs());
    Ok(call.bools(|row| {
        let wide = |n: i64| i128::from(n);
        let (value, center, delta) = (wide(values.get(row)?), wide(centers.get(row)?), wide(deltas.get(row)?));
        Some(value >= center - delta && value <= center + delta)
    }))
}
