use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_ASIN: Function = Function {
    description: &Description {
        name: "series_asin",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The angle in radians of which every number of a series is the sine.",
        examples: &[Example { expression: "series_asin(dynamic([0]))", equals: "dynamic([0.0])" }],
        page: "series-asin-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::asin),
};
