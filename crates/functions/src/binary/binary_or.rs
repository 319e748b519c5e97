use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BINARY_OR: Function = Function {
    description: &Description {
        name: "binary_or",
        signatures: &["(value1: integer|bool, value2: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "The bits set in either number.",
        examples: &[
            Example { expression: "binary_or(12, 10)", equals: "14" },
            Example { expression: "binary_or(-1, 1)", equals: "-1" },
        ],
        page: "binary-or-function",
        ..Description::SCALAR
    },
    kernel: binary_or,
};

fn binary_or(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| Some(bits(&call.args[0], row)? | bits(&call.args[1], row)?)))
}
