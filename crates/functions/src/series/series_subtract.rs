use super::pairs::{SIGNATURES, arithmetic};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_SUBTRACT: Function = Function {
    description: &Description {
        name: "series_subtract",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "The differences of two series, element by element.",
        examples: &[Example {
            expression: "series_subtract(dynamic([1, 2]), dynamic([10, 20]))",
            equals: "dynamic([-9,-18])",
        }],
        page: "series-subtract-function",
        ..Description::SCALAR
    },
    kernel: |call| arithmetic(call, Some(i64::wrapping_sub), |a, b| a - b),
};
