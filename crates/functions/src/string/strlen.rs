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
    let text = call.args[0].strings();
    Ok(call.longs(|row| Some(text.value(row).chars().count() as i64)))
}
