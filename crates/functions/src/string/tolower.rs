use super::texts::Texts;
use crate::operator::fold_into;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const TOLOWER: Function = Function {
    description: &Description {
        name: "tolower",
        signatures: &["(value: scalar) -> string"],
        summary: "A text in lower case, character by character.",
        examples: &[Example { expression: "tolower('HeLLo É')", equals: "'hello é'" }],
        page: "tolower-function",
        ..Description::SCALAR
    },
    kernel: tolower,
};

fn tolower(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    let mut scratch = String::new();
    Ok(call.strings(|row| {
        fold_into(&mut scratch, &texts.text(row));
        scratch.clone()
    }))
}
