use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const COS: Function = Function {
    description: &Description {
        name: "cos",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The cosine of an angle in radians.",
        examples: &[Example { expression: "cos(0)", equals: "1.0" }],
        page: "cos-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.cos())),
};
