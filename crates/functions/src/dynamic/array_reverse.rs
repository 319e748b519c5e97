use super::items::{answers, array, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ARRAY_REVERSE: Function = Function {
    description: &Description {
        name: "array_reverse",
        signatures: &["(array: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The elements of an array, last first.",
        examples: &[Example { expression: "array_reverse(dynamic([1, 2, 3]))", equals: "dynamic([3,2,1])" }],
        page: "array-reverse-function",
        ..Description::SCALAR
    },
    kernel: array_reverse,
};

fn array_reverse(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        write_array(out, array(&call.args[0], row)?.into_iter().rev());
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::ARRAY_REVERSE;

    #[test]
    fn backwards() {
        gives(&ARRAY_REVERSE, &["[1,[2,3],\"a\"]"], "[\"a\",[2,3],1]");
        gives(&ARRAY_REVERSE, &["[]"], "[]");
        gives(&ARRAY_REVERSE, &["{\"a\":1}"], "null");
    }
}
