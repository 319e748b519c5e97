use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const CONTAINS_CS: Function = Function {
    description: &Description {
        name: "contains_cs",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text holds another anywhere, in exactly this case.",
        examples: &[
            Example { expression: "'FabriKam' contains_cs 'briK'", equals: "true" },
            Example { expression: "'FabriKam' contains_cs 'brik'", equals: "false" },
        ],
        page: "contains-cs-operator",
        ..Description::SCALAR
    },
    kernel: contains_cs,
};

fn contains_cs(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Exact, Edges::NONE)
}
