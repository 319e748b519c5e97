use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_ABS: Function = Function {
    description: &Description {
        name: "series_abs",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The absolute value of every number of a series, as a real.",
        examples: &[Example { expression: "series_abs(dynamic([-1.5, 2, null]))", equals: "dynamic([1.5,2.0,null])" }],
        page: "series-abs-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::abs),
};
