use super::pairs::{SIGNATURES, compare};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const SERIES_NOT_EQUALS: Function = Function {
    description: &Description {
        name: "series_not_equals",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Where the numbers of one series are not equal to those of another: a bool for each place.",
        examples: &[Example {
            expression: "series_not_equals(dynamic([1, 2, 3]), 2)",
            equals: "dynamic([true,false,true])",
        }],
        page: "series-not-equals-function",
        ..Description::SCALAR
    },
    kernel: |call| compare(call, |order| order != Some(Ordering::Equal)),
};
