use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const SIN: Function = Function {
    description: &Description {
        name: "sin",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The sine of an angle in radians.",
        examples: &[Example { expression: "sin(0)", equals: "0.0" }],
        page: "sin-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.sin())),
};
