use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HAS: Function = Function {
    description: &Description {
        name: "has",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text holds another as whole terms, ignoring case.",
        examples: &[
            Example { expression: "'North America' has 'america'", equals: "true" },
            Example { expression: "'a_b' has 'B'", equals: "true" },
            Example { expression: "'errors' has 'error'", equals: "false" },
        ],
        page: "has-operator",
        ..Description::SCALAR
    },
    kernel: has,
};

fn has(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Ignored, Edges::BOTH)
}
