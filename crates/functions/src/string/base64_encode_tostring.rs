use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lurcher_types::describe::{Description, Example};

pub const BASE64_ENCODE_TOSTRING: Function = Function {
    description: &Description {
        name: "base64_encode_tostring",
        aliases: &["base64_encodestring"],
        signatures: &["(text: string|dynamic) -> string"],
        summary: "A text's UTF-8 bytes in base64.",
        examples: &[Example { expression: "base64_encode_tostring('Kusto')", equals: "'S3VzdG8='" }],
        page: "base64-encode-tostring-function",
        ..Description::SCALAR
    },
    kernel: base64_encode_tostring,
};

fn base64_encode_tostring(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| STANDARD.encode(texts.text(row).as_bytes())))
}
