use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const URL_ENCODE: Function = Function {
    description: &Description {
        name: "url_encode",
        signatures: &["(url: text) -> string"],
        summary: "A text as it may stand in the query of a URL: a blank becomes a plus.",
        examples: &[Example { expression: "url_encode('https://a.b/x y')", equals: "'https%3a%2f%2fa.b%2fx+y'" }],
        page: "url-encode-function",
        ..Description::SCALAR
    },
    kernel: url_encode,
};

fn url_encode(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = call.args[0].strings();
    Ok(call.strings(|row| percent_encode(texts.value(row), "+")))
}

/// Escapes with lower-case hex everything but letters, digits and the few signs that need no escape.
pub fn percent_encode(text: &str, blank: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'!' | b'*' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            b' ' => out.push_str(blank),
            _ => out.push_str(&format!("%{byte:02x}")),
        }
    }
    out
}
