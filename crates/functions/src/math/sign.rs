use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SIGN: Function = Function {
    description: &Description {
        name: "sign",
        signatures: &["(number: number_or_bool) -> real"],
        nulls: Nulls::Kernel,
        summary: "-1, 0 or 1 as a real; 0 of null and NaN.",
        examples: &[
            Example { expression: "sign(-8)", equals: "-1.0" },
            Example { expression: "sign(real(null))", equals: "0.0" },
        ],
        page: "sign-function",
        ..Description::SCALAR
    },
    kernel: sign,
};

fn sign(call: &Call) -> Result<ArrayRef, KernelError> {
    let [number] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(call.reals(|row| {
        let number = number.real(row).unwrap_or(0.0);
        Some(f64::from(i8::from(number > 0.0) - i8::from(number < 0.0)))
    }))
}
