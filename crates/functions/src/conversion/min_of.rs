use super::branches::best;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const MIN_OF: Function = Function {
    description: &Description {
        name: "min_of",
        signatures: &["(value: common_orderable, values: common_orderable...) -> common"],
        nulls: Nulls::Kernel,
        summary: "The least of its arguments; a null counts only if all are null.",
        examples: &[
            Example { expression: "min_of(3, 9, 4)", equals: "3" },
            Example { expression: "min_of(long(null), 2)", equals: "2" },
        ],
        page: "min-of-function",
        deviation: Some("NaN ranks below every number; what Kusto does is not documented."),
        ..Description::SCALAR
    },
    kernel: |call| best(call, Ordering::Less),
};
