use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const NOT: Function = Function {
    description: &Description {
        name: "not",
        signatures: &["(value: number_or_bool) -> bool"],
        summary: "The opposite of a bool; a number is true unless it is zero.",
        examples: &[
            Example { expression: "not(false)", equals: "true" },
            Example { expression: "not(1)", equals: "false" },
            Example { expression: "not(bool(null))", equals: "bool(null)" },
        ],
        page: "not-function",
        ..Description::SCALAR
    },
    kernel: not,
};

fn not(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(call.bools(|row| value.real(row).map(|v| v == 0.0)))
}
