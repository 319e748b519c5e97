use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BINARY_AND: Function = Function {
    description: &Description {
        name: "binary_and",
        signatures: &["(value1: integer|bool, value2: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "The bits set in both numbers.",
        examples: &[
            Example { expression: "binary_and(12, 10)", equals: "8" },
            Example { expression: "binary_and(int(-1), 255)", equals: "255" },
        ],
        page: "binary-and-function",
        ..Description::SCALAR
    },
    kernel: binary_and,
};

fn binary_and(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| Some(bits(&call.args[0], row)? & bits(&call.args[1], row)?)))
}
