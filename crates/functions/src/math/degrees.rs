use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const DEGREES: Function = Function {
    description: &Description {
        name: "degrees",
        signatures: &["(number: number_or_bool) -> real"],
        summary: "Radians as degrees.",
        examples: &[Example { expression: "degrees(pi())", equals: "180.0" }],
        page: "degrees-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.to_degrees())),
};
