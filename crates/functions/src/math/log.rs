use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const LOG: Function = Function {
    description: &Description {
        name: "log",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The natural logarithm; null of a negative number.",
        examples: &[
            Example { expression: "log(1)", equals: "0.0" },
            Example { expression: "log(-1)", equals: "real(null)" },
        ],
        page: "log-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| (x >= 0.0 || x.is_nan()).then(|| x.ln())),
};
