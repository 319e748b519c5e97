use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const ERF: Function = Function {
    description: &Description {
        name: "erf",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The error function.",
        examples: &[Example { expression: "erf(0)", equals: "0.0" }],
        page: "erf-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(libm::erf(x))),
};
