use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const ASIN: Function = Function {
    description: &Description {
        name: "asin",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The angle in radians whose sine is the number; null outside -1 to 1.",
        examples: &[
            Example { expression: "asin(0)", equals: "0.0" },
            Example { expression: "asin(-1.5)", equals: "real(null)" },
        ],
        page: "asin-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| (x.abs() <= 1.0 || x.is_nan()).then(|| x.asin())),
};
