use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HASSUFFIX: Function = Function {
    description: &Description {
        name: "hassuffix",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a term of a text ends with another text, ignoring case.",
        examples: &[
            Example { expression: "'x-error' hassuffix 'ROR'", equals: "true" },
            Example { expression: "'x-error' hassuffix 'err'", equals: "false" },
        ],
        page: "hassuffix-operator",
        ..Description::SCALAR
    },
    kernel: hassuffix,
};

fn hassuffix(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Ignored, Edges::END)
}
