use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const GAMMA: Function = Function {
    description: &Description {
        name: "gamma",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The gamma function: of a whole number n, the factorial of n - 1.",
        examples: &[Example { expression: "gamma(6)", equals: "120.0" }],
        page: "gamma-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(libm::tgamma(x))),
};
