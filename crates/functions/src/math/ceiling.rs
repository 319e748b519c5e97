use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Type, Value};

pub const CEILING: Function = Function {
    description: &Description {
        name: "ceiling",
        signatures: &["(number: bool|int|long|real) -> real", "(number: decimal) -> decimal"],
        naming: Naming::FirstArgument,
        summary: "The least whole number that is not below the argument, as a real.",
        examples: &[
            Example { expression: "ceiling(2.1)", equals: "3.0" },
            Example { expression: "ceiling(-2.1)", equals: "-2.0" },
        ],
        page: "ceiling-function",
        deviation: Some(
            "A whole number gives a real, as in the engine, where the language service says the type stays.",
        ),
        ..Description::SCALAR
    },
    kernel: ceiling,
};

fn ceiling(call: &Call) -> Result<ArrayRef, KernelError> {
    let [number] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(match number.kql_type {
        Type::Decimal => call.rows(|row| match number.value(row) {
            Value::Decimal(d) => d.ceiling().map(Value::Decimal),
            _ => None,
        }),
        _ => call.reals(|row| number.real(row).map(f64::ceil)),
    })
}
