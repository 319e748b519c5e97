use super::pairs::{SIGNATURES, compare};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const SERIES_GREATER_EQUALS: Function = Function {
    description: &Description {
        name: "series_greater_equals",
        signatures: SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Where the numbers of one series are greater than or equal to those of another: a bool for each place.",
        examples: &[Example {
            expression: "series_greater_equals(dynamic([1, 2, 3]), 2)",
            equals: "dynamic([false,true,true])",
        }],
        page: "series-greater-equals-function",
        ..Description::SCALAR
    },
    kernel: |call| compare(call, |order| matches!(order, Some(Ordering::Greater | Ordering::Equal))),
};
