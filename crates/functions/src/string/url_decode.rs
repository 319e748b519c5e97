use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const URL_DECODE: Function = Function {
    description: &Description {
        name: "url_decode",
        signatures: &["(encoded: text) -> string"],
        summary: "A text with the escapes of a URL undone: a plus becomes a blank.",
        examples: &[
            Example { expression: "url_decode('https%3a%2f%2Fa.b%2fx+y%20z')", equals: "'https://a.b/x y z'" },
            Example { expression: "url_decode('100%')", equals: "'100%'" },
        ],
        page: "url-decode-function",
        ..Description::SCALAR
    },
    kernel: url_decode,
};

fn url_decode(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = call.args[0].strings();
    Ok(call.strings(|row| decoded(texts.value(row))))
}

/// What is no escape stays as it is; bytes that are no UTF-8 become replacement characters.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match (byte, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).unwrap_or(0) as u8
}
