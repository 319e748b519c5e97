use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_EXP: Function = Function {
    description: &Description {
        name: "series_exp",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The number e to the power of every number of a series.",
        examples: &[Example { expression: "series_exp(dynamic([0]))", equals: "dynamic([1.0])" }],
        page: "series-exp-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::exp),
};
