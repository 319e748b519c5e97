use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const STRCMP: Function = Function {
    description: &Description {
        name: "strcmp",
        signatures: &["(left: scalar, right: scalar) -> long"],
        summary: "Compares two texts by code point: -1, 0 or 1.",
        examples: &[
            Example { expression: "strcmp('ABC', 'ABC')", equals: "0" },
            Example { expression: "strcmp('abc', 'ABC')", equals: "1" },
            Example { expression: "strcmp('ABC', 'abc')", equals: "-1" },
            Example { expression: "strcmp('abcde', 'abc')", equals: "1" },
        ],
        page: "strcmp-function",
        ..Description::SCALAR
    },
    kernel: strcmp,
};

fn strcmp(call: &Call) -> Result<ArrayRef, KernelError> {
    let (left, right) = (Texts::of(&call.args[0]), Texts::of(&call.args[1]));
    // UTF-8 bytes order as code points do.
    Ok(call.longs(|row| Some(left.text(row).cmp(&right.text(row)) as i64)))
}
