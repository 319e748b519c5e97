use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const SQRT: Function = Function {
    description: &Description {
        name: "sqrt",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The square root; null of a negative number.",
        examples: &[
            Example { expression: "sqrt(81)", equals: "9.0" },
            Example { expression: "sqrt(-1)", equals: "real(null)" },
        ],
        page: "sqrt-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| (x >= 0.0 || x.is_nan()).then(|| x.sqrt())),
};
