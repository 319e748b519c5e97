use super::pairs::{SIGNATURES, compare};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const SERIES_LESS_EQUALS: Function = Function {
    description: &Description {
        name: "series_less_equals",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Where the numbers of one series are less than or equal to those of another: a bool for each place.",
        examples: &[Example {
            expression: "series_less_equals(dynamic([1, 2, 3]), 2)",
            equals: "dynamic([true,true,false])",
        }],
        page: "series-less-equals-function",
        ..Description::SCALAR
    },
    kernel: |call| compare(call, |order| matches!(order, Some(Ordering::Less | Ordering::Equal))),
};
