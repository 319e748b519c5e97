use super::items::{answers, encoded};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const PACK_ARRAY: Function = Function {
    description: &Description {
        name: "pack_array",
        signatures: &["(value: star scalar...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "An array of the values given, or of all columns for `*`.",
        examples: &[
            Example { expression: "pack_array(1, 'a', 2.0)", equals: "dynamic([1,'a',2.0])" },
            Example { expression: "tostring(pack_array(1d))", equals: "'[\"1.00:00:00\"]'" },
        ],
        page: "pack-array-function",
        ..Description::SCALAR
    },
    kernel: pack_array,
};

fn pack_array(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        out.push('[');
        for (i, value) in call.args.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            out.push_str(&encoded(value, row));
        }
        out.push(']');
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::PACK_ARRAY;

    #[test]
    fn values() {
        gives(&PACK_ARRAY, &["1", "'a\"'", "2.0", "null", "[1]", "true"], r#"[1,"a\"",2.0,null,[1],true]"#);
    }
}
