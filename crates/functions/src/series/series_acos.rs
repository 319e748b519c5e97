use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_ACOS: Function = Function {
    description: &Description {
        name: "series_acos",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The angle in radians of which every number of a series is the cosine.",
        examples: &[Example { expression: "series_acos(dynamic([1]))", equals: "dynamic([0.0])" }],
        page: "series-acos-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::acos),
};
