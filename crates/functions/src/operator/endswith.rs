use super::anchored::{Anchored, Place};
use super::each::by_needle;
use super::search::Case;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ENDSWITH: Function = Function {
    description: &Description {
        name: "endswith",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text ends with another, ignoring case.",
        examples: &[
            Example { expression: "'FabriKam' endswith 'KAM'", equals: "true" },
            Example { expression: "'FabriKam' endswith 'fab'", equals: "false" },
        ],
        page: "endswith-operator",
        ..Description::SCALAR
    },
    kernel: endswith,
};

fn endswith(call: &Call) -> Result<ArrayRef, KernelError> {
    by_needle(call, |needle| Anchored::new(needle, Case::Ignored, Place::End), |needle, text| needle.found_in(text))
}
