use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const RADIANS: Function = Function {
    description: &Description {
        name: "radians",
        signatures: &["(number: number_or_bool) -> real"],
        summary: "Degrees as radians.",
        examples: &[Example { expression: "radians(180)", equals: "pi()" }],
        page: "radians-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.to_radians())),
};
