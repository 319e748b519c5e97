use super::arithmetic::{Operation, binary};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const MULTIPLY: Function = Function {
    description: &Description {
        name: "*",
        signatures: &["(left: scalar, right: scalar) -> own"],
        nulls: Nulls::Kernel,
        summary: "The product; a number times a timespan is a timespan, cut to a tick.",
        examples: &[Example { expression: "6 * 7", equals: "42" }, Example { expression: "3 * 20m", equals: "1h" }],
        page: "numerical-operators",
        ..Description::SCALAR
    },
    kernel: |call| binary(call, Operation::Multiply),
};
