use super::pairs::{SIGNATURES, compare};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const SERIES_EQUALS: Function = Function {
    description: &Description {
        name: "series_equals",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Where the numbers of one series are equal to those of another: a bool for each place.",
        examples: &[Example {
            expression: "series_equals(dynamic([1, 2, 3]), 2)",
            equals: "dynamic([false,true,false])",
        }],
        page: "series-equals-function",
        ..Description::SCALAR
    },
    kernel: |call| compare(call, |order| order == Some(Ordering::Equal)),
};
