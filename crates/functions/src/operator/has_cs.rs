use super::each::by_needle;
use super::search::{Case, Edges, Search};
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
    by_needle(call, |needle| Search::new(needle, Case::Exact, Edges::BOTH), |search, text| search.found_in(text))
}
