use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_ATAN: Function = Function {
    description: &Description {
        name: "series_atan",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The angle in radians of which every number of a series is the tangent.",
        examples: &[Example { expression: "series_atan(dynamic([0]))", equals: "dynamic([0.0])" }],
        page: "series-atan-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::atan),
};
