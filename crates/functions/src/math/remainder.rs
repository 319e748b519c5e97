use super::arithmetic::{Operation, binary};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const REMAINDER: Function = Function {
    description: &Description {
        name: "%",
        signatures: &["(left: scalar, right: scalar) -> own"],
        nulls: Nulls::Kernel,
        summary: "What remains of a division, never negative; null by zero.",
        examples: &[
            Example { expression: "-14 % 12", equals: "10" },
            Example { expression: "7 % 0", equals: "long(null)" },
        ],
        page: "numerical-operators",
        ..Description::SCALAR
    },
    kernel: |call| binary(call, Operation::Remainder),
};
