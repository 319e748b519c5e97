//! `array_shift_left` and `array_shift_right`: the one is the other with the count negated.

use super::items::{answers, array, encoded, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::NULL;
use std::borrow::Cow;

pub const ARRAY_SHIFT_LEFT: Function = Function {
    description: &Description {
        name: "array_shift_left",
        signatures: &["(array: array, count: integer, [default: scalar]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Moves the elements of an array to the left; the places left over hold null or the given value.",
        examples: &[
            Example { expression: "array_shift_left(dynamic([1, 2, 3]), 1)", equals: "dynamic([2,3,null])" },
            Example { expression: "array_shift_left(dynamic([1, 2, 3]), 2, -1)", equals: "dynamic([3,-1,-1])" },
        ],
        page: "array-shift-left-function",
        ..Description::SCALAR
    },
    kernel: |call| shift(call, false),
};

pub const ARRAY_SHIFT_RIGHT: Function = Function {
    description: &Description {
        name: "array_shift_right",
        signatures: &["(array: array, count: integer, [default: scalar]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Moves the elements of an array to the right; the places left over hold null or the given value.",
        examples: &[Example { expression: "array_shift_right(dynamic([1, 2, 3]), 1, 0)", equals: "dynamic([0,1,2])" }],
        page: "array-shift-right-function",
        ..Description::SCALAR
    },
    kernel: |call| shift(call, true),
};

fn shift(call: &Call, right: bool) -> Result<ArrayRef, KernelError> {
    let counts = call.args[1].longs();
    answers(call, |row, out| {
        let items = array(&call.args[0], row)?;
        let count = counts.get(row)?;
        let filler = match call.args.get(2) {
            Some(default) => encoded(default, row),
            None if !items.is_empty() && items.iter().all(|i| i.starts_with('"')) => Cow::Borrowed("\"\""),
            None => Cow::Borrowed(NULL),
        };
        let by = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX).min(items.len());
        let fillers = std::iter::repeat_n(&*filler, by);
        if right == (count >= 0) {
            write_array(out, fillers.chain(items.iter().copied().take(items.len() - by)));
        } else {
            write_array(out, items.iter().copied().skip(by).chain(fillers));
        }
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::*;

    #[test]
    fn shifts() {
        gives(&ARRAY_SHIFT_LEFT, &["[1,2,3,4,5]", "2"], "[3,4,5,null,null]");
        gives(&ARRAY_SHIFT_LEFT, &["[1,2,3,4,5]", "2", "-1"], "[3,4,5,-1,-1]");
        gives(&ARRAY_SHIFT_LEFT, &["[1,2,3,4,5]", "-2", "-1"], "[-1,-1,1,2,3]");
        gives(&ARRAY_SHIFT_RIGHT, &["[1,2,3,4,5]", "2"], "[null,null,1,2,3]");
        gives(&ARRAY_SHIFT_RIGHT, &["[1,2,3,4,5]", "-2", "-1"], "[3,4,5,-1,-1]");
        gives(&ARRAY_SHIFT_LEFT, &["[\"a\",\"b\"]", "1"], "[\"b\",\"\"]");
        gives(&ARRAY_SHIFT_LEFT, &["[1,2]", "-9223372036854775808"], "[null,null]");
        gives(&ARRAY_SHIFT_LEFT, &["[]", "1"], "[]");
    }
}
