use super::base64_decode_tostring::decoded;
use super::encoded::{dynamics, numbers};
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const BASE64_DECODE_TOARRAY: Function = Function {
    description: &Description {
        name: "base64_decode_toarray",
        signatures: &["(base64: string|dynamic) -> dynamic"],
        summary: "The bytes that base64 holds, as an array of numbers; null if it is no base64.",
        examples: &[
            Example { expression: "base64_decode_toarray('S3VzdG8=')", equals: "dynamic([75, 117, 115, 116, 111])" },
            Example { expression: "base64_decode_toarray('S3VzdG8')", equals: "dynamic(null)" },
        ],
        page: "base64-decode-toarray-function",
        ..Description::SCALAR
    },
    kernel: base64_decode_toarray,
};

fn base64_decode_toarray(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        numbers(out, decoded(&texts.text(row))?.into_iter().map(u32::from));
        Some(())
    }))
}
