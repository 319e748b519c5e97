use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_CEILING: Function = Function {
    description: &Description {
        name: "series_ceiling",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Every number of a series rounded up, as a real.",
        examples: &[Example { expression: "series_ceiling(dynamic([-1.5, 2.1]))", equals: "dynamic([-1.0,3.0])" }],
        page: "series-ceiling-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::ceil),
};
