use super::pairs::{SIGNATURES, arithmetic};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_DIVIDE: Function = Function {
    description: &Description {
        name: "series_divide",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "The quotients of two series, element by element, as reals.",
        examples: &[Example { expression: "series_divide(dynamic([1, 2]), 4)", equals: "dynamic([0.25,0.5])" }],
        page: "series-divide-function",
        ..Description::SCALAR
    },
    kernel: |call| arithmetic(call, None, |a, b| a / b),
};
