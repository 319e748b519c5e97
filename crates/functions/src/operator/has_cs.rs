use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HAS_CS: Function = Function {
    description: &Description {
        name: "has_cs",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text holds another as whole terms, in exactly this case.",
        examples: &[
            Example { expression: "'North America' has_cs 'America'", equals: "true" },
            Example { expression: "'North America' has_cs 'america'", equals: "false" },
        ],
        page: "has-cs-operator",
        ..Description::SCALAR
    },
    kernel: has_cs,
};

fn has_cs(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Exact, Edges::BOTH)
}
