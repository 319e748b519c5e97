use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const TOUPPER: Function = Function {
    description: &Description {
        name: "toupper",
        signatures: &["(value: scalar) -> string"],
        summary: "A text in upper case, character by character.",
        examples: &[
            Example { expression: "toupper('HeLLo é')", equals: "'HELLO É'" },
            Example { expression: "toupper('ß')", equals: "'ß'" },
        ],
        page: "toupper-function",
        ..Description::SCALAR
    },
    kernel: toupper,
};

fn toupper(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| {
        let text = texts.text(row);
        if text.is_ascii() { text.to_ascii_uppercase() } else { text.chars().map(upper).collect() }
    }))
}

/// Unicode's simple mapping: a character whose upper case is several characters (`ß`) stays as it is.
fn upper(c: char) -> char {
    let mut mapping = c.to_uppercase();
    match (mapping.next(), mapping.next()) {
        (Some(upper), None) => upper,
        _ => c,
    }
}
