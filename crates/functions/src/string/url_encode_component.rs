use super::url_encode::percent_encode;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const URL_ENCODE_COMPONENT: Function = Function {
    description: &Description {
        name: "url_encode_component",
        signatures: &["(url: text) -> string"],
        summary: "A text as it may stand anywhere in a URL: a blank becomes %20.",
        examples: &[Example {
            expression: "url_encode_component('https://a.b/x y')",
            equals: "'https%3a%2f%2fa.b%2fx%20y'",
        }],
        page: "url-encode-component-function",
        ..Description::SCALAR
    },
    kernel: url_encode_component,
};

fn url_encode_component(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = call.args[0].strings();
    Ok(call.strings(|row| percent_encode(texts.value(row), "%20")))
}
