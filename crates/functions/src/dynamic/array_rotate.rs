//! `array_rotate_left` and `array_rotate_right`: the one is the other with the count negated.

use super::items::{answers, array, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ARRAY_ROTATE_LEFT: Function = Function {
    description: &Description {
        name: "array_rotate_left",
        signatures: &["(array: array, count: integer) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Moves the elements of an array to the left; what falls off comes back at the end.",
        examples: &[
            Example { expression: "array_rotate_left(dynamic([1, 2, 3, 4, 5]), 2)", equals: "dynamic([3,4,5,1,2])" },
            Example { expression: "array_rotate_left(dynamic([1, 2, 3]), -1)", equals: "dynamic([3,1,2])" },
        ],
        page: "array-rotate-left-function",
        ..Description::SCALAR
    },
    kernel: |call| rotate(call, false),
};

pub const ARRAY_ROTATE_RIGHT: Function = Function {
    description: &Description {
        name: "array_rotate_right",
        signatures: &["(array: array, count: integer) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Moves the elements of an array to the right; what falls off comes back at the start.",
        examples: &[Example {
            expression: "array_rotate_right(dynamic([1, 2, 3, 4, 5]), 2)",
            equals: "dynamic([4,5,1,2,3])",
        }],
        page: "array-rotate-right-function",
        ..Description::SCALAR
    },
    kernel: |call| rotate(call, true),
};

fn rotate(call: &Call, right: bool) -> Result<ArrayRef, KernelError> {
    let counts = call.args[1].longs();
    answers(call, |row, out| {
        let items = array(&call.args[0], row)?;
        let by = counts.get(row)?.rem_euclid(items.len().max(1) as i64) as usize;
        let (before, behind) = items.split_at_checked(if right && by > 0 { items.len() - by } else { by })?;
        write_array(out, behind.iter().chain(before).copied());
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::*;

    #[test]
    fn rotations() {
        gives(&ARRAY_ROTATE_LEFT, &["[1,2,3,4,5]", "2"], "[3,4,5,1,2]");
        gives(&ARRAY_ROTATE_LEFT, &["[1,2,3,4,5]", "-2"], "[4,5,1,2,3]");
        gives(&ARRAY_ROTATE_RIGHT, &["[1,2,3,4,5]", "2"], "[4,5,1,2,3]");
        gives(&ARRAY_ROTATE_RIGHT, &["[1,2,3,4,5]", "-7"], "[3,4,5,1,2]");
        gives(&ARRAY_ROTATE_RIGHT, &["[1,2]", "4"], "[1,2]");
        gives(&ARRAY_ROTATE_LEFT, &["[]", "3"], "[]");
        gives(&ARRAY_ROTATE_LEFT, &["[1,2]", "-9223372036854775808"], "[1,2]");
        gives(&ARRAY_ROTATE_LEFT, &["null", "1"], "null");
    }
}
