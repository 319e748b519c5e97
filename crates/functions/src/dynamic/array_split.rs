use super::items::{answers, array, elements, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ARRAY_SPLIT: Function = Function {
    description: &Description {
        name: "array_split",
        signatures: &["(array: array, index: integer) -> dynamic", "(array: array, indices: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Cuts an array before the given index, or before each of several; negative indexes count from the end.",
        examples: &[
            Example { expression: "array_split(dynamic([1, 2, 3]), 2)", equals: "dynamic([[1,2],[3]])" },
            Example {
                expression: "array_split(dynamic([1, 2, 3, 4, 5]), dynamic([1, 3]))",
                equals: "dynamic([[1],[2,3],[4,5]])",
            },
        ],
        page: "array-split-function",
        ..Description::SCALAR
    },
    kernel: array_split,
};

fn array_split(call: &Call) -> Result<ArrayRef, KernelError> {
    let indices = &call.args[1];
    answers(call, |row, out| {
        let items = array(&call.args[0], row)?;
        let cuts: Vec<i64> = match indices.kql_type {
            Type::Dynamic => {
                let text = indices.dynamics().get(row)?;
                elements(text).unwrap_or_else(|| vec![text]).iter().map(|i| i.parse().ok()).collect::<Option<_>>()?
            }
            _ => vec![indices.longs().get(row)?],
        };
        let length = items.len() as i64;
        let mut start = 0;
        out.push('[');
        for cut in cuts {
            let cut = if cut < 0 { cut.saturating_add(length) } else { cut };
            // An index outside the array, or before the last one, cuts off nothing.
            let end = (cut.clamp(0, length) as usize).max(start);
            write_array(out, items.get(start..end)?.iter().copied());
            out.push(',');
            start = end;
        }
        write_array(out, items.get(start..)?.iter().copied());
        out.push(']');
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::ARRAY_SPLIT;

    #[test]
    fn pieces() {
        gives(&ARRAY_SPLIT, &["[1,2,3,4,5]", "2"], "[[1,2],[3,4,5]]");
        gives(&ARRAY_SPLIT, &["[1,2,3,4,5]", "[1,3]"], "[[1],[2,3],[4,5]]");
        gives(&ARRAY_SPLIT, &["[1,2,3]", "-1"], "[[1,2],[3]]");
        gives(&ARRAY_SPLIT, &["[1,2,3]", "9"], "[[1,2,3],[]]");
        gives(&ARRAY_SPLIT, &["[1,2,3]", "[2,1]"], "[[1,2],[],[3]]");
        gives(&ARRAY_SPLIT, &["[1]", "[\"a\"]"], "null");
        gives(&ARRAY_SPLIT, &["null", "1"], "null");
    }
}
