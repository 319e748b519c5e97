use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const EXP: Function = Function {
    description: &Description {
        name: "exp",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "e to the power of the number.",
        examples: &[Example { expression: "exp(0)", equals: "1.0" }],
        page: "exp-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.exp())),
};
