use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const CONTAINS: Function = Function {
    description: &Description {
        name: "contains",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text holds another anywhere, ignoring case.",
        examples: &[
            Example { expression: "'FabriKam' contains 'brik'", equals: "true" },
            Example { expression: "'100%' contains '%'", equals: "true" },
            Example { expression: "'100' contains '%'", equals: "false" },
        ],
        page: "contains-operator",
        ..Description::SCALAR
    },
    kernel: contains,
};

fn contains(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Ignored, Edges::NONE)
}
