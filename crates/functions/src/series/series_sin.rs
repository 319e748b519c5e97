use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_SIN: Function = Function {
    description: &Description {
        name: "series_sin",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The sine of every angle of a series, in radians.",
        examples: &[Example { expression: "series_sin(dynamic([0]))", equals: "dynamic([0.0])" }],
        page: "series-sin-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::sin),
};
