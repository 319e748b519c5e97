use super::trimming::trimmed;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const TRIM: Function = Function {
    description: &Description {
        name: "trim",
        signatures: &["(regex: const string, text: text) -> string"],
        summary: "Removes one match of a regular expression at each end of a text.",
        examples: &[
            Example { expression: "trim('--', '--https://bing.com--')", equals: "'https://bing.com'" },
            Example { expression: "trim('a', 'aaaa')", equals: "'aa'" },
        ],
        page: "trim-function",
        ..Description::SCALAR
    },
    kernel: trim,
};

fn trim(call: &Call) -> Result<ArrayRef, KernelError> {
    trimmed(call, |pattern| format!("^({pattern})|({pattern})$"))
}
