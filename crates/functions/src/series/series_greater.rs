use super::pairs::{SIGNATURES, compare};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const SERIES_GREATER: Function = Function {
    description: &Description {
        name: "series_greater",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Where the numbers of one series are greater than those of another: a bool for each place.",
        examples: &[Example {
            expression: "series_greater(dynamic([1, 2, 3]), 2)",
            equals: "dynamic([false,false,true])",
        }],
        page: "series-greater-function",
        ..Description::SCALAR
    },
    kernel: |call| compare(call, |order| order == Some(Ordering::Greater)),
};
