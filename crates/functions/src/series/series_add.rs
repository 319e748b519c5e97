use super::pairs::{SIGNATURES, arithmetic};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_ADD: Function = Function {
    description: &Description {
        name: "series_add",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "The sums of two series, element by element.",
        examples: &[Example {
            expression: "series_add(dynamic([1, 2]), dynamic([10, 20]))",
            equals: "dynamic([11,22])",
        }],
        page: "series-add-function",
        ..Description::SCALAR
    },
    kernel: |call| arithmetic(call, Some(i64::wrapping_add), |a, b| a + b),
};
