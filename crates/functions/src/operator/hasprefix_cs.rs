use super::column::search;
use super::search::{Case, Edges};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HASPREFIX_CS: Function = Function {
    description: &Description {
        name: "hasprefix_cs",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a term of a text starts with another text, in exactly this case.",
        examples: &[
            Example { expression: "'x-error' hasprefix_cs 'err'", equals: "true" },
            Example { expression: "'x-error' hasprefix_cs 'ERR'", equals: "false" },
        ],
        page: "hasprefix-cs-operator",
        ..Description::SCALAR
    },
    kernel: hasprefix_cs,
};

fn hasprefix_cs(call: &Call) -> Result<ArrayRef, KernelError> {
    search(call, Case::Exact, Edges::START)
}
