use super::trimming::trimmed;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const TRIM_START: Function = Function {
    description: &Description {
        name: "trim_start",
        signatures: &["(regex: const string, text: text) -> string"],
        summary: "Removes one match of a regular expression at the start of a text.",
        examples: &[
            Example { expression: "trim_start('https://', 'https://bing.com')", equals: "'bing.com'" },
            Example { expression: "trim_start('a|x', 'bxa')", equals: "'bxa'" },
        ],
        page: "trim-start-function",
        ..Description::SCALAR
    },
    kernel: trim_start,
};

fn trim_start(call: &Call) -> Result<ArrayRef, KernelError> {
    trimmed(call, |pattern| format!("^({pattern})"))
}
