use super::encoded::{dynamics, numbers};
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const UNICODE_CODEPOINTS_FROM_STRING: Function = Function {
    description: &Description {
        name: "unicode_codepoints_from_string",
        aliases: &["to_utf8"],
        signatures: &["(value: scalar) -> dynamic"],
        summary: "The code points of a text, as an array of numbers.",
        examples: &[Example { expression: "unicode_codepoints_from_string('⒦K')", equals: "dynamic([9382, 75])" }],
        page: "unicode-codepoints-from-string-function",
        ..Description::SCALAR
    },
    kernel: unicode_codepoints_from_string,
};

fn unicode_codepoints_from_string(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        numbers(out, texts.text(row).chars().map(u32::from));
        Some(())
    }))
}
