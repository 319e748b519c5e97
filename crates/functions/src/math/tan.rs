use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const TAN: Function = Function {
    description: &Description {
        name: "tan",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The tangent of an angle in radians.",
        examples: &[Example { expression: "tan(0)", equals: "0.0" }],
        page: "tan-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.tan())),
};
