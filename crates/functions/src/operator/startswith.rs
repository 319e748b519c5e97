use super::anchored::{Anchored, Place};
use super::each::by_needle;
use super::search::Case;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const STARTSWITH: Function = Function {
    description: &Description {
        name: "startswith",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text starts with another, ignoring case.",
        examples: &[
            Example { expression: "'FabriKam' startswith 'fab'", equals: "true" },
            Example { expression: "'FabriKam' startswith 'abr'", equals: "false" },
        ],
        page: "startswith-operator",
        ..Description::SCALAR
    },
    kernel: startswith,
};

fn startswith(call: &Call) -> Result<ArrayRef, KernelError> {
    by_needle(call, |needle| Anchored::new(needle, Case::Ignored, Place::Start), |needle, text| needle.found_in(text))
}
