use super::items::{answers, array, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ARRAY_CONCAT: Function = Function {
    description: &Description {
        name: "array_concat",
        signatures: &["(array: array...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "All elements of several arrays as one array.",
        examples: &[Example {
            expression: "array_concat(dynamic([1, 2]), dynamic(['a']))",
            equals: "dynamic([1,2,'a'])",
        }],
        page: "array-concat-function",
        deviation: Some("Arguments that are not arrays are left out; the answer is null if none is an array."),
        ..Description::SCALAR
    },
    kernel: array_concat,
};

fn array_concat(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let arrays: Vec<Vec<&str>> = call.args.iter().filter_map(|a| array(a, row)).collect();
        if arrays.is_empty() {
            return None;
        }
        write_array(out, arrays.into_iter().flatten());
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::ARRAY_CONCAT;

    #[test]
    fn arrays_in_a_row() {
        gives(&ARRAY_CONCAT, &["[1,2]", "[]", "[\"a\",[3]]"], "[1,2,\"a\",[3]]");
        gives(&ARRAY_CONCAT, &["[1]", "null"], "[1]");
        gives(&ARRAY_CONCAT, &["null"], "null");
    }
}
