use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_TAN: Function = Function {
    description: &Description {
        name: "series_tan",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The tangent of every angle of a series, in radians.",
        examples: &[Example { expression: "series_tan(dynamic([0]))", equals: "dynamic([0.0])" }],
        page: "series-tan-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::tan),
};
