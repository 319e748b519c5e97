use super::pairs::{SIGNATURES, compare};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const SERIES_LESS: Function = Function {
    description: &Description {
        name: "series_less",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Where the numbers of one series are less than those of another: a bool for each place.",
        examples: &[Example {
            expression: "series_less(dynamic([1, 2, 3]), 2)",
            equals: "dynamic([true,false,false])",
        }],
        page: "series-less-function",
        ..Description::SCALAR
    },
    kernel: |call| compare(call, |order| order == Some(Ordering::Less)),
};
