use super::rewriting::replaced;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const REPLACE_REGEX: Function = Function {
    description: &Description {
        name: "replace_regex",
        signatures: &["(text: text, regex: const string, rewrite: const string) -> string"],
        summary: "Replaces every match of a regular expression; \\0 in the replacement is the match, \\1 its first group.",
        examples: &[
            Example {
                expression: r#"replace_regex('Number is 1', @'is (\d+)', @'was: \1')"#,
                equals: r#"'Number was: 1'"#,
            },
            Example { expression: "replace_regex('a-b', '-', '$1')", equals: "'a$1b'" },
        ],
        page: "replace-regex-function",
        ..Description::SCALAR
    },
    kernel: replace_regex,
};

fn replace_regex(call: &Call) -> Result<ArrayRef, KernelError> {
    replaced(call, 0, 1, 2)
}
