use super::punycode;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PUNYCODE_TO_STRING: Function = Function {
    description: &Description {
        name: "punycode_to_string",
        signatures: &["(punycode: string|dynamic) -> string"],
        summary: "The text of Punycode without the prefix of domain names; empty if it is none.",
        examples: &[Example {
            expression: "punycode_to_string('acadmie-franaise-npb1a')",
            equals: "'académie-française'",
        }],
        page: "punycode-to-string-function",
        ..Description::SCALAR
    },
    kernel: punycode_to_string,
};

fn punycode_to_string(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| punycode::decode(&texts.text(row)).unwrap_or_default()))
}
