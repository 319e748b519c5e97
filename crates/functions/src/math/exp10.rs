use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const EXP10: Function = Function {
    description: &Description {
        name: "exp10",
        signatures: &["(number: number_or_bool) -> real"],
        summary: "10 to the power of the number.",
        examples: &[Example { expression: "exp10(3)", equals: "1000.0" }],
        page: "exp10-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(10f64.powf(x))),
};
