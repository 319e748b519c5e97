use super::isnull::null_test;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ISNOTNULL: Function = Function {
    description: &Description {
        name: "isnotnull",
        aliases: &["notnull"],
        signatures: &["(value: scalar) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a value is not null; a string never is null.",
        examples: &[
            Example { expression: "isnotnull(0)", equals: "true" },
            Example { expression: "isnotnull(datetime(null))", equals: "false" },
        ],
        page: "isnotnull-function",
        ..Description::SCALAR
    },
    kernel: |call| null_test(call, false),
};
