use super::trimming::trimmed;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const TRIM_END: Function = Function {
    description: &Description {
        name: "trim_end",
        signatures: &["(regex: const string, text: text) -> string"],
        summary: "Removes one match of a regular expression at the end of a text.",
        examples: &[
            Example { expression: "trim_end('.com', 'bing.com')", equals: "'bing'" },
            Example { expression: "trim_end('a)|(b', 'xaxbx')", equals: "'xxbx'" },
        ],
        page: "trim-end-function",
        ..Description::SCALAR
    },
    kernel: trim_end,
};

fn trim_end(call: &Call) -> Result<ArrayRef, KernelError> {
    trimmed(call, |pattern| format!("({pattern})$"))
}
