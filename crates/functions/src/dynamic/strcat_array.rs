use super::items::{answers, array, text};
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic;

pub const STRCAT_ARRAY: Function = Function {
    description: &Description {
        name: "strcat_array",
        aliases: &["array_strcat"],
        signatures: &["(array: array, delimiter: scalar) -> string"],
        nulls: Nulls::Kernel,
        summary: "The elements of an array as one text, with a delimiter between them.",
        examples: &[
            Example { expression: "strcat_array(dynamic([1, 2, 3]), '->')", equals: "'1->2->3'" },
            Example { expression: "strcat_array(dynamic([]), ',')", equals: "''" },
        ],
        page: "strcat-array-function",
        ..Description::SCALAR
    },
    kernel: strcat_array,
};

fn strcat_array(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let delimiter = text(&call.args[1], row);
        for (i, item) in array(&call.args[0], row)?.into_iter().enumerate() {
            if out.len() > MAX_BATCH_BYTES {
                break;
            }
            if i > 0 {
                out.push_str(&delimiter);
            }
            out.push_str(&dynamic::to_text(item));
        }
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::STRCAT_ARRAY;
    use lurcher_types::Value;

    #[test]
    fn joins() {
        let text = |s: &str| Value::String(s.to_owned());
        is(&STRCAT_ARRAY, &["[1,2,3]", "'->'"], text("1->2->3"));
        is(&STRCAT_ARRAY, &["[\"a\\\"b\",true,null,{\"c\":1}]", "','"], text("a\"b,true,,{\"c\":1}"));
        is(&STRCAT_ARRAY, &["[1,2]", "0"], text("102"));
        is(&STRCAT_ARRAY, &["null", "','"], text(""));
    }
}
