use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HASSUFFIX_CS: Function = Function {
    description: &Description {
        name: "hassuffix_cs",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a term of a text ends with another text, in exactly this case.",
        examples: &[
            Example { expression: "'x-error' hassuffix_cs 'ror'", equals: "true" },
            Example { expression: "'x-error' hassuffix_cs 'ROR'", equals: "false" },
        ],
        page: "hassuffix-cs-operator",
        ..Description::SCALAR
    },
    kernel: hassuffix_cs,
};

fn hassuffix_cs(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Exact, Edges::END)
}
