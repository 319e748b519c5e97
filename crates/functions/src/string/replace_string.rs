use crate::call::MAX_TEXT_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const REPLACE_STRING: Function = Function {
    description: &Description {
        name: "replace_string",
        signatures: &["(text: text, lookup: text, rewrite: text) -> string"],
        summary: "Replaces every occurrence of a text by another.",
        examples: &[
            Example { expression: "replace_string('a.b.c', '.', '-')", equals: "'a-b-c'" },
            Example { expression: "replace_string('aaa', 'aa', 'b')", equals: "'ba'" },
        ],
        page: "replace-string-function",
        ..Description::SCALAR
    },
    kernel: replace_string,
};

fn replace_string(call: &Call) -> Result<ArrayRef, KernelError> {
    let (texts, lookups, rewrites) = (call.args[0].strings(), call.args[1].strings(), call.args[2].strings());
    let mut too_long = false;
    let answer = call.strings(|row| {
        let (text, lookup, rewrite) = (texts.value(row), lookups.value(row), rewrites.value(row));
        if lookup.is_empty() {
            return text.to_owned();
        }
        if text.len() / lookup.len() * rewrite.len() > MAX_TEXT_BYTES {
            too_long = true;
            return String::new();
        }
        text.replace(lookup, rewrite)
    });
    if too_long {
        return Err(KernelError::new(format!("replace_string() could make a text longer than {MAX_TEXT_BYTES} bytes")));
    }
    Ok(answer)
}
