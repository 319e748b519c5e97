use super::anchored::{Anchored, Place};
use super::each::by_needle;
use super::search::Case;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ENDSWITH_CS: Function = Function {
    description: &Description {
        name: "endswith_cs",
        signatures: &["(text: string|dynamic, needle: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text ends with another, in exactly this case.",
        examples: &[
            Example { expression: "'FabriKam' endswith_cs 'Kam'", equals: "true" },
            Example { expression: "'FabriKam' endswith_cs 'kam'", equals: "false" },
        ],
        page: "endswith-cs-operator",
        ..Description::SCALAR
    },
    kernel: endswith_cs,
};

fn endswith_cs(call: &Call) -> Result<ArrayRef, KernelError> {
    by_needle(call, |needle| Anchored::new(needle, Case::Exact, Place::End), |needle, text| needle.found_in(text))
}
