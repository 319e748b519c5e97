use super::items::{answers, array, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ARRAY_SLICE: Function = Function {
    description: &Description {
        name: "array_slice",
        signatures: &["(array: array, start: integer, end: integer) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The elements from one index to another, both included; negative indexes count from the end.",
        examples: &[
            Example { expression: "array_slice(dynamic([1, 2, 3, 4, 5]), 1, 2)", equals: "dynamic([2,3])" },
            Example { expression: "array_slice(dynamic([1, 2, 3, 4, 5]), -3, -2)", equals: "dynamic([3,4])" },
        ],
        page: "array-slice-function",
        ..Description::SCALAR
    },
    kernel: array_slice,
};

fn array_slice(call: &Call) -> Result<ArrayRef, KernelError> {
    let (start, end) = (call.args[1].longs(), call.args[2].longs());
    answers(call, |row, out| {
        let items = array(&call.args[0], row)?;
        let length = items.len() as i64;
        let from_end = |i: i64| if i < 0 { i.saturating_add(length) } else { i };
        let first = from_end(start.get(row)?).clamp(0, length);
        let behind = from_end(end.get(row)?).saturating_add(1).clamp(first, length);
        write_array(out, items.get(first as usize..behind as usize)?.iter().copied());
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::ARRAY_SLICE;

    #[test]
    fn bounds() {
        gives(&ARRAY_SLICE, &["[1,2,3]", "1", "2"], "[2,3]");
        gives(&ARRAY_SLICE, &["[1,2,3,4,5]", "2", "-1"], "[3,4,5]");
        gives(&ARRAY_SLICE, &["[1,2,3,4,5]", "-3", "-2"], "[3,4]");
        gives(&ARRAY_SLICE, &["[1,2,3]", "-100", "100"], "[1,2,3]");
        gives(&ARRAY_SLICE, &["[1,2,3]", "2", "1"], "[]");
        gives(&ARRAY_SLICE, &["[1,2,3]", "5", "9223372036854775807"], "[]");
        gives(&ARRAY_SLICE, &["{}", "0", "1"], "null");
    }
}
