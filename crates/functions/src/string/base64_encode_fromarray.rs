use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic::elements;

pub const BASE64_ENCODE_FROMARRAY: Function = Function {
    description: &Description {
        name: "base64_encode_fromarray",
        signatures: &["(bytes: array) -> string"],
        summary: "An array of bytes as base64; empty if it is anything but an array of numbers from 0 to 255.",
        examples: &[
            Example { expression: "base64_encode_fromarray(dynamic([75, 117, 115, 116, 111]))", equals: "'S3VzdG8='" },
            Example { expression: "base64_encode_fromarray(dynamic([256]))", equals: "''" },
        ],
        page: "base64-encode-fromarray-function",
        ..Description::SCALAR
    },
    kernel: base64_encode_fromarray,
};

fn base64_encode_fromarray(call: &Call) -> Result<ArrayRef, KernelError> {
    let [array] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let arrays = array.dynamics();
    Ok(call.strings(|row| arrays.get(row).and_then(bytes).map(|b| STANDARD.encode(b)).unwrap_or_default()))
}

fn bytes(array: &str) -> Option<Vec<u8>> {
    array.starts_with('[').then_some(())?;
    elements(array).map(|e| e.parse().ok()).collect()
}
