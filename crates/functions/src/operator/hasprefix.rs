use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HASPREFIX: Function = Function {
    description: &Description {
        name: "hasprefix",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a term of a text starts with another text, ignoring case.",
        examples: &[
            Example { expression: "'x-error' hasprefix 'ERR'", equals: "true" },
            Example { expression: "'x-error' hasprefix 'ror'", equals: "false" },
        ],
        page: "hasprefix-operator",
        ..Description::SCALAR
    },
    kernel: hasprefix,
};

fn hasprefix(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Ignored, Edges::START)
}
