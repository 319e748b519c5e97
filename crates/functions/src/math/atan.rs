use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const ATAN: Function = Function {
    description: &Description {
        name: "atan",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The angle in radians whose tangent is the number.",
        examples: &[Example { expression: "atan(0)", equals: "0.0" }],
        page: "atan-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.atan())),
};
