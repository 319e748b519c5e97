use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BINARY_XOR: Function = Function {
    description: &Description {
        name: "binary_xor",
        signatures: &["(value1: integer|bool, value2: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "The bits set in just one of the numbers.",
        examples: &[
            Example { expression: "binary_xor(12, 10)", equals: "6" },
            Example { expression: "binary_xor(5, 5)", equals: "0" },
        ],
        page: "binary-xor-function",
        ..Description::SCALAR
    },
    kernel: binary_xor,
};

fn binary_xor(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| Some(bits(&call.args[0], row)? ^ bits(&call.args[1], row)?)))
}
