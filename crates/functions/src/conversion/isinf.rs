use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const ISINF: Function = Function {
    description: &Description {
        name: "isinf",
        signatures: &["(number: real) -> bool"],
        summary: "Whether a real is positive or negative infinity.",
        examples: &[
            Example { expression: "isinf(-1.0 / 0)", equals: "true" },
            Example { expression: "isinf(real(nan))", equals: "false" },
        ],
        page: "isinf-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.bools(|row| call.args.first()?.real(row).map(f64::is_infinite))),
};
