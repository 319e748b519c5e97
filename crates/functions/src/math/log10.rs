use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const LOG10: Function = Function {
    description: &Description {
        name: "log10",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The logarithm to base 10; null of a negative number.",
        examples: &[Example { expression: "log10(1000)", equals: "3.0" }],
        page: "log10-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| (x >= 0.0 || x.is_nan()).then(|| x.log10())),
};
