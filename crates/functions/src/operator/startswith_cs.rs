use super::anchored::{Anchored, Place};
use super::each::by_needle;
use super::search::Case;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const STARTSWITH_CS: Function = Function {
    description: &Description {
        name: "startswith_cs",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text starts with another, in exactly this case.",
        examples: &[
            Example { expression: "'FabriKam' startswith_cs 'Fab'", equals: "true" },
            Example { expression: "'FabriKam' startswith_cs 'fab'", equals: "false" },
        ],
        page: "startswith-cs-operator",
        ..Description::SCALAR
    },
    kernel: startswith_cs,
};

fn startswith_cs(call: &Call) -> Result<ArrayRef, KernelError> {
    by_needle(call, |needle| Anchored::new(needle, Case::Exact, Place::Start), |needle, text| needle.found_in(text))
}
