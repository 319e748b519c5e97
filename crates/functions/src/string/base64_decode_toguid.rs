use super::base64_decode_tostring::decoded;
use super::base64_encode_fromguid::swapped;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example};

pub const BASE64_DECODE_TOGUID: Function = Function {
    description: &Description {
        name: "base64_decode_toguid",
        signatures: &["(base64: string|dynamic) -> guid"],
        summary: "The guid whose 16 bytes base64 holds, in the order in which Windows keeps them; null otherwise.",
        examples: &[
            Example {
                expression: "base64_decode_toguid('MyIRAFVEd2aImaq7zN3u/w==')",
                equals: "guid(00112233-4455-6677-8899-aabbccddeeff)",
            },
            Example { expression: "base64_decode_toguid('abcd')", equals: "guid(null)" },
        ],
        page: "base64-decode-toguid-function",
        ..Description::SCALAR
    },
    kernel: base64_decode_toguid,
};

fn base64_decode_toguid(call: &Call) -> Result<ArrayRef, KernelError> {
    let [text] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let texts = Texts::of(text);
    Ok(call.rows(|row| {
        let bytes: [u8; 16] = decoded(&texts.text(row))?.try_into().ok()?;
        Some(Value::Guid(swapped(bytes)))
    }))
}
