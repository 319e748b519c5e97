use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const REVERSE: Function = Function {
    description: &Description {
        name: "reverse",
        signatures: &["(value: scalar) -> string"],
        summary: "The characters of a value's text in reverse.",
        examples: &[
            Example { expression: "reverse('Kusto')", equals: "'otsuK'" },
            Example { expression: "reverse(123.45)", equals: "'54.321'" },
            Example { expression: "reverse(3h)", equals: "'00:00:30'" },
        ],
        page: "reverse-function",
        ..Description::SCALAR
    },
    kernel: reverse,
};

fn reverse(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| texts.text(row).chars().rev().collect::<String>()))
}
