use super::arithmetic::{Operation, binary};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SUBTRACT: Function = Function {
    description: &Description {
        name: "-",
        signatures: &["(left: scalar, right: scalar) -> own"],
        nulls: Nulls::Kernel,
        summary: "The difference; between two datetimes, the timespan.",
        examples: &[
            Example { expression: "3 - 4.5", equals: "-1.5" },
            Example { expression: "datetime(2024-01-02) - datetime(2024-01-01)", equals: "1d" },
        ],
        page: "numerical-operators",
        ..Description::SCALAR
    },
    kernel: |call| binary(call, Operation::Subtract),
};
