use super::arithmetic::{Operation, binary};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ADD: Function = Function {
    description: &Description {
        name: "+",
        signatures: &["(left: scalar, right: scalar) -> own"],
        nulls: Nulls::Kernel,
        summary: "The sum; int and int make long, which wraps; a datetime and a timespan make a datetime.",
        examples: &[
            Example { expression: "int(2147483647) + int(1)", equals: "2147483648" },
            Example { expression: "datetime(2024-01-01) + 1d", equals: "datetime(2024-01-02)" },
        ],
        page: "numerical-operators",
        ..Description::SCALAR
    },
    kernel: |call| binary(call, Operation::Add),
};
