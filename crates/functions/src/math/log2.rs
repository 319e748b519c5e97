use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const LOG2: Function = Function {
    description: &Description {
        name: "log2",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The logarithm to base 2; null of a negative number.",
        examples: &[Example { expression: "log2(8)", equals: "3.0" }],
        page: "log2-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| (x >= 0.0 || x.is_nan()).then(|| x.log2())),
};
