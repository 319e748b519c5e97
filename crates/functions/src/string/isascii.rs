use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const ISASCII: Function = Function {
    description: &Description {
        name: "isascii",
        signatures: &["(value: scalar) -> bool"],
        summary: "Whether a text has ASCII characters only.",
        examples: &[
            Example { expression: "isascii('some string')", equals: "true" },
            Example { expression: "isascii('é')", equals: "false" },
        ],
        page: "isascii",
        ..Description::SCALAR
    },
    kernel: isascii,
};

fn isascii(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.bools(|row| Some(texts.text(row).is_ascii())))
}
