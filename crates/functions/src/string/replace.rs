use super::rewriting::replaced;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const REPLACE: Function = Function {
    description: &Description {
        name: "replace",
        signatures: &["(regex: const string, rewrite: const string, text: string) -> string"],
        summary: "The old name of replace_regex, with its arguments in another order.",
        examples: &[Example {
            expression: r#"replace(@'is (\d+)', @'was: \1', 'Number is 1')"#,
            equals: r#"'Number was: 1'"#,
        }],
        page: "replace-regex-function",
        ..Description::SCALAR
    },
    kernel: replace,
};

fn replace(call: &Call) -> Result<ArrayRef, KernelError> {
    replaced(call, 2, 0, 1)
}
