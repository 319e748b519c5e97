use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_LOG: Function = Function {
    description: &Description {
        name: "series_log",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The natural logarithm of every number of a series.",
        examples: &[Example { expression: "series_log(dynamic([1, 'a']))", equals: "dynamic([0.0,null])" }],
        page: "series-log-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::ln),
};
