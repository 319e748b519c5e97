use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const STRING_SIZE: Function = Function {
    description: &Description {
        name: "string_size",
        signatures: &["(text: string|dynamic) -> long"],
        naming: Naming::Prefix("string_size"),
        summary: "The number of bytes of a text in UTF-8.",
        examples: &[
            Example { expression: "string_size('hello')", equals: "5" },
            Example { expression: "string_size('⒦⒰⒮⒯⒪')", equals: "15" },
        ],
        page: "string-size-function",
        ..Description::SCALAR
    },
    kernel: string_size,
};

fn string_size(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.longs(|row| Some(texts.text(row).len() as i64)))
}
