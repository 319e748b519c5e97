use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const STRLEN: Function = Function {
    description: &Description {
        name: "strlen",
        signatures: &["(text: string|dynamic) -> long"],
        naming: Naming::Prefix("strlen"),
        summary: "The number of Unicode code points in a text.",
        examples: &[
            Example { expression: "strlen('hello')", equals: "5" },
            Example { expression: "strlen('⒦⒰⒮⒯⒪')", equals: "5" },
        ],
        page: "strlen-function",
        ..Description::SCALAR
    },
    kernel: strlen,
};

fn strlen(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.longs(|row| Some(texts.text(row).chars().count() as i64)))
}
