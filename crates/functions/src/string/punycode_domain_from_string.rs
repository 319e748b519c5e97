use super::punycode;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PUNYCODE_DOMAIN_FROM_STRING: Function = Function {
    description: &Description {
        name: "punycode_domain_from_string",
        signatures: &["(domain: string|dynamic) -> string"],
        summary: "An internationalized domain name read from its encoded form; empty if a part cannot be decoded.",
        examples: &[Example {
            expression: "punycode_domain_from_string('xn--Ge-mia.Bulg.edu')",
            equals: "'Gáe.Bulg.edu'",
        }],
        page: "punycode-domain-from-string-function",
        ..Description::SCALAR
    },
    kernel: punycode_domain_from_string,
};

fn punycode_domain_from_string(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| decoded(&texts.text(row)).unwrap_or_default()))
}

/// Each label that has the prefix is decoded.
fn decoded(domain: &str) -> Option<String> {
    let label = |label: &str| match label.strip_prefix("xn--") {
        Some(code) => punycode::decode(code),
        None => Some(label.to_owned()),
    };
    Some(domain.split('.').map(label).collect::<Option<Vec<_>>>()?.join("."))
}
