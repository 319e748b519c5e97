use super::anchored::{Anchored, Place};
use super::each::by_needle;
use super::search::Case;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const EQUALS_IGNORING_CASE: Function = Function {
    description: &Description {
        name: "=~",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether two texts are equal, ignoring case.",
        examples: &[
            Example { expression: "'FabriKam' =~ 'fabrikam'", equals: "true" },
            Example { expression: "'FabriKam' =~ 'fabri'", equals: "false" },
        ],
        page: "equals-operator",
        ..Description::SCALAR
    },
    kernel: equals_ignoring_case,
};

fn equals_ignoring_case(call: &Call) -> Result<ArrayRef, KernelError> {
    by_needle(call, |needle| Anchored::new(needle, Case::Ignored, Place::Whole), |needle, text| needle.found_in(text))
}
