use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BINARY_NOT: Function = Function {
    description: &Description {
        name: "binary_not",
        signatures: &["(value: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "A number with every bit turned over.",
        examples: &[
            Example { expression: "binary_not(100)", equals: "-101" },
            Example { expression: "binary_not(-1)", equals: "0" },
        ],
        page: "binary-not-function",
        ..Description::SCALAR
    },
    kernel: binary_not,
};

fn binary_not(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| Some(!bits(&call.args[0], row)?)))
}
