use super::arithmetic::{Operation, binary};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const DIVIDE: Function = Function {
    description: &Description {
        name: "/",
        signatures: &["(left: scalar, right: scalar) -> own"],
        nulls: Nulls::Kernel,
        summary: "The quotient; of whole numbers without its fraction, null by zero; of two timespans a real.",
        examples: &[
            Example { expression: "-7 / 2", equals: "-3" },
            Example { expression: "1 / 0", equals: "long(null)" },
            Example { expression: "1d / 1h", equals: "24.0" },
        ],
        page: "numerical-operators",
        ..Description::SCALAR
    },
    kernel: |call| binary(call, Operation::Divide),
};
