use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BINARY_SHIFT_LEFT: Function = Function {
    description: &Description {
        name: "binary_shift_left",
        signatures: &["(value: integer|bool, shift: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "A number's bits moved left; the count is taken modulo 64, and a negative one gives null.",
        examples: &[
            Example { expression: "binary_shift_left(int(5), 40)", equals: "5497558138880" },
            Example { expression: "binary_shift_left(1, 65)", equals: "2" },
            Example { expression: "binary_shift_left(1, -1)", equals: "long(null)" },
        ],
        page: "binary-shift-left-function",
        ..Description::SCALAR
    },
    kernel: binary_shift_left,
};

fn binary_shift_left(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| {
        let shift = bits(&call.args[1], row).filter(|shift| *shift >= 0)?;
        Some(bits(&call.args[0], row)? << (shift % 64))
    }))
}
