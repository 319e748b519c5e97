use super::each::reals;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_FLOOR: Function = Function {
    description: &Description {
        name: "series_floor",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Every number of a series rounded down, as a real.",
        examples: &[Example { expression: "series_floor(dynamic([-1.5, 2.1]))", equals: "dynamic([-2.0,2.0])" }],
        page: "series-floor-function",
        ..Description::SCALAR
    },
    kernel: |call| reals(call, f64::floor),
};
