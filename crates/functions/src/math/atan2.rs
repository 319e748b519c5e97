use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const ATAN2: Function = Function {
    description: &Description {
        name: "atan2",
        signatures: &["(y: number_or_bool, x: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The angle in radians between the positive x axis and the point (x, y).",
        examples: &[
            Example { expression: "atan2(0, 1)", equals: "0.0" },
            Example { expression: "atan2(0, -1)", equals: "pi()" },
        ],
        page: "atan2-function",
        ..Description::SCALAR
    },
    kernel: atan2,
};

fn atan2(call: &Call) -> Result<ArrayRef, KernelError> {
    let [y, x] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    Ok(call.reals(|row| Some(y.real(row)?.atan2(x.real(row)?))))
}
