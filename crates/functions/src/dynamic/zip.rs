use super::items::{answers, array, write_array};
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::NULL;

pub const ZIP: Function = Function {
    description: &Description {
        name: "zip",
        signatures: &["(first: array, array: array...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "An array whose n-th element holds the n-th elements of all arrays; shorter ones are filled with null.",
        examples: &[Example {
            expression: "zip(dynamic([1, 3, 5]), dynamic([2, 4]))",
            equals: "dynamic([[1,2],[3,4],[5,null]])",
        }],
        page: "zip-function",
        ..Description::SCALAR
    },
    kernel: zip,
};

fn zip(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let arrays: Vec<Vec<&str>> = call.args.iter().map(|a| array(a, row)).collect::<Option<_>>()?;
        let length = arrays.iter().map(Vec::len).max()?;
        out.push('[');
        for i in 0..length {
            if out.len() > MAX_BATCH_BYTES {
                break;
            }
            if i > 0 {
                out.push(',');
            }
            write_array(out, arrays.iter().map(|items| items.get(i).copied().unwrap_or(NULL)));
        }
        out.push(']');
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::ZIP;

    #[test]
    fn shorter_arrays_are_filled() {
        gives(&ZIP, &["[\"A\",1,1.5]", "[{},\"B\"]"], r#"[["A",{}],[1,"B"],[1.5,null]]"#);
        gives(&ZIP, &["[1]", "[2]", "[3]"], "[[1,2,3]]");
        gives(&ZIP, &["[]", "[]"], "[]");
        gives(&ZIP, &["[1]", "null"], "null");
    }
}
