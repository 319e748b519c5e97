use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const ISNAN: Function = Function {
    description: &Description {
        name: "isnan",
        signatures: &["(number: real) -> bool"],
        summary: "Whether a real is not a number.",
        examples: &[
            Example { expression: "isnan(0.0 / 0)", equals: "true" },
            Example { expression: "isnan(1.0)", equals: "false" },
        ],
        page: "isnan-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.bools(|row| call.args.first()?.real(row).map(f64::is_nan))),
};
