use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const LOGGAMMA: Function = Function {
    description: &Description {
        name: "loggamma",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The natural logarithm of the absolute value of the gamma function.",
        examples: &[Example { expression: "loggamma(1)", equals: "0.0" }],
        page: "loggamma-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(libm::lgamma(x))),
};
