use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use base64::Engine;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use lurcher_types::describe::{Description, Example};

pub const BASE64_DECODE_TOSTRING: Function = Function {
    description: &Description {
        name: "base64_decode_tostring",
        aliases: &["base64_decodestring"],
        signatures: &["(base64: string|dynamic) -> string"],
        summary: "The text that base64 holds; empty if it is no base64, or no text in UTF-8.",
        examples: &[
            Example { expression: "base64_decode_tostring('S3VzdG8=')", equals: "'Kusto'" },
            Example { expression: "base64_decode_tostring('U3RyaW5n0KHR0tGA0L7Rh9C60LA=')", equals: "''" },
        ],
        page: "base64-decode-tostring-function",
        ..Description::SCALAR
    },
    kernel: base64_decode_tostring,
};

fn base64_decode_tostring(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call
        .strings(|row| decoded(&texts.text(row)).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()))
}

/// The bytes that base64 holds. Its padding must be there; what the last letter says beyond the last byte does not count.
pub fn decoded(base64: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    const ENGINE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT);
    ENGINE.decode(base64).ok()
}
