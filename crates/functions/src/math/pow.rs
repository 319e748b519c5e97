use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const POW: Function = Function {
    description: &Description {
        name: "pow",
        signatures: &["(base: number_or_bool, exponent: number_or_bool) -> real"],
        summary: "The base to the power of the exponent.",
        examples: &[Example { expression: "pow(2, 10)", equals: "1024.0" }],
        page: "pow-function",
        ..Description::SCALAR
    },
    kernel: pow,
};

fn pow(call: &Call) -> Result<ArrayRef, KernelError> {
    let [base, exponent] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    Ok(call.reals(|row| Some(base.real(row)?.powf(exponent.real(row)?))))
}
