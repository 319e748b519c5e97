use super::punycode;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PUNYCODE_FROM_STRING: Function = Function {
    description: &Description {
        name: "punycode_from_string",
        signatures: &["(text: string|dynamic) -> string"],
        summary: "A text in Punycode, without the prefix of domain names; empty if it cannot be encoded.",
        examples: &[
            Example { expression: "punycode_from_string('académie-française')", equals: "'acadmie-franaise-npb1a'" },
            Example { expression: "punycode_from_string('艺术')", equals: "'cqv902d'" },
        ],
        page: "punycode-from-string-function",
        ..Description::SCALAR
    },
    kernel: punycode_from_string,
};

fn punycode_from_string(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| punycode::encode(&texts.text(row)).unwrap_or_default()))
}
