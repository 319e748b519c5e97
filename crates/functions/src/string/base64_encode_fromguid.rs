use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example};

pub const BASE64_ENCODE_FROMGUID: Function = Function {
    description: &Description {
        name: "base64_encode_fromguid",
        signatures: &["(guid: guid) -> string"],
        summary: "The 16 bytes of a guid, in the order in which Windows keeps them, as base64.",
        examples: &[Example {
            expression: "base64_encode_fromguid(guid(00112233-4455-6677-8899-aabbccddeeff))",
            equals: "'MyIRAFVEd2aImaq7zN3u/w=='",
        }],
        page: "base64-encode-fromguid-function",
        ..Description::SCALAR
    },
    kernel: base64_encode_fromguid,
};

fn base64_encode_fromguid(call: &Call) -> Result<ArrayRef, KernelError> {
    let [guid] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(call.strings(|row| match guid.value(row) {
        Value::Guid(bytes) => STANDARD.encode(swapped(bytes)),
        _ => String::new(),
    }))
}

/// From the order in print to the order in memory or back: Windows keeps the first three fields least byte first.
pub fn swapped(bytes: [u8; 16]) -> [u8; 16] {
    let [a, b, c, d, e, f, g, h, rest @ ..] = bytes;
    let [i, j, k, l, m, n, o, p] = rest;
    [d, c, b, a, f, e, h, g, i, j, k, l, m, n, o, p]
}
