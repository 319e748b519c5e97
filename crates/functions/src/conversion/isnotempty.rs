use super::isempty::empty_test;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ISNOTEMPTY: Function = Function {
    description: &Description {
        name: "isnotempty",
        aliases: &["notempty"],
        signatures: &["(value: scalar) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a value is neither the empty text nor null.",
        examples: &[
            Example { expression: "isnotempty(' ')", equals: "true" },
            Example { expression: "isnotempty('')", equals: "false" },
        ],
        page: "isnotempty-function",
        ..Description::SCALAR
    },
    kernel: |call| empty_test(call, false),
};
