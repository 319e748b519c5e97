use super::pairs::{SIGNATURES, arithmetic};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_MULTIPLY: Function = Function {
    description: &Description {
        name: "series_multiply",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "The products of two series, element by element.",
        examples: &[Example { expression: "series_multiply(dynamic([1, 2]), 10)", equals: "dynamic([10,20])" }],
        page: "series-multiply-function",
        ..Description::SCALAR
    },
    kernel: |call| arithmetic(call, Some(i64::wrapping_mul), |a, b| a * b),
};
