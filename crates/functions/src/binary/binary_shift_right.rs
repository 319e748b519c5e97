use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BINARY_SHIFT_RIGHT: Function = Function {
    description: &Description {
        name: "binary_shift_right",
        signatures: &["(value: integer|bool, shift: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "A number's bits moved right, keeping the sign; the count is taken modulo 64, and a negative one gives null.",
        examples: &[
            Example { expression: "binary_shift_right(1, 2)", equals: "0" },
            Example { expression: "binary_shift_right(-8, 1)", equals: "-4" },
            Example { expression: "binary_shift_right(1, -1)", equals: "long(null)" },
        ],
        page: "binary-shift-right-function",
        ..Description::SCALAR
    },
    kernel: binary_shift_right,
};

fn binary_shift_right(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| {
        let shift = bits(&call.args[1], row).filter(|shift| *shift >= 0)?;
        Some(bits(&call.args[0], row)? >> (shift % 64))
    }))
}
