use super::pairs::{SIGNATURES, arithmetic};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_POW: Function = Function {
    description: &Description {
        name: "series_pow",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "The numbers of one series to the powers of another, as reals.",
        examples: &[Example {
            expression: "series_pow(dynamic([2, 9]), dynamic([3, 0.5]))",
            equals: "dynamic([8.0,3.0])",
        }],
        page: "series-pow-function",
        ..Description::SCALAR
    },
    kernel: |call| arithmetic(call, None, f64::powf),
};
