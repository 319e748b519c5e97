use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const ISFINITE: Function = Function {
    description: &Description {
        name: "isfinite",
        signatures: &["(number: real) -> bool"],
        summary: "Whether a real is a finite number.",
        examples: &[
            Example { expression: "isfinite(1.5)", equals: "true" },
            Example { expression: "isfinite(1.0 / 0)", equals: "false" },
        ],
        page: "isfinite-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.bools(|row| call.args.first()?.real(row).map(f64::is_finite))),
};
