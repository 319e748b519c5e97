use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_COS: Function = Function {
    description: &Description {
        name: "series_cos",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The cosine of every angle of a series, in radians.",
        examples: &[Example { expression: "series_cos(dynamic([0]))", equals: "dynamic([1.0])" }],
        page: "series-cos-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::cos),
};
