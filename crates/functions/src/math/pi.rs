use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const PI: Function = Function {
    description: &Description {
        name: "pi",
        signatures: &["() -> real"],
        summary: "The ratio of a circle's circumference to its diameter.",
        examples: &[Example { expression: "pi()", equals: "3.141592653589793" }],
        page: "pi-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.reals(|_| Some(std::f64::consts::PI))),
};
