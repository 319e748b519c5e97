use super::punycode;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PUNYCODE_DOMAIN_TO_STRING: Function = Function {
    description: &Description {
        name: "punycode_domain_to_string",
        signatures: &["(domain: string|dynamic) -> string"],
        summary: "The encoded form of an internationalized domain name; empty if a part cannot be encoded.",
        examples: &[
            Example { expression: "punycode_domain_to_string('Gáe.Bulg.edu')", equals: "'xn--Ge-mia.Bulg.edu'" },
            Example { expression: "punycode_domain_to_string('bücher。de')", equals: "'xn--bcher-kva.de'" },
        ],
        page: "punycode-domain-to-string-function",
        ..Description::SCALAR
    },
    kernel: punycode_domain_to_string,
};

fn punycode_domain_to_string(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| encoded(&texts.text(row)).unwrap_or_default()))
}

/// What stands between the labels of a name; the answer has the first.
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// Each label beyond ASCII is encoded and gets the prefix.
fn encoded(domain: &str) -> Option<String> {
    let label = |label: &str| match label.is_ascii() {
        true => Some(label.to_owned()),
        false => punycode::encode(label).map(|code| format!("xn--{code}")),
    };
    Some(domain.split(DOTS).map(label).collect::<Option<Vec<_>>>()?.join("."))
}
