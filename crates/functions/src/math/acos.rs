use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const ACOS: Function = Function {
    description: &Description {
        name: "acos",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The angle in radians whose cosine is the number; null outside -1 to 1.",
        examples: &[
            Example { expression: "acos(1)", equals: "0.0" },
            Example { expression: "acos(2)", equals: "real(null)" },
        ],
        page: "acos-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| (x.abs() <= 1.0 || x.is_nan()).then(|| x.acos())),
};
