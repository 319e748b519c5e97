use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const COT: Function = Function {
    description: &Description {
        name: "cot",
        signatures: &["(number: number_or_bool) -> real"],
        summary: "The cotangent of an angle in radians.",
        examples: &[Example { expression: "cot(0)", equals: "real(+inf)" }],
        page: "cot-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(1.0 / x.tan())),
};
