use super::items::{answers, array, elements, encoded};
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::{self, Kind, NULL};

pub const ARRAY_IFF: Function = Function {
    description: &Description {
        name: "array_iff",
        aliases: &["array_iif"],
        signatures: &["(condition: array, when_true: scalar, when_false: scalar) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Chooses element by element between two arrays (or scalars) by an array of conditions.",
        examples: &[
            Example {
                expression: "array_iff(dynamic([true, false, true]), dynamic([1, 2, 3]), dynamic([4, 5, 6]))",
                equals: "dynamic([1,5,3])",
            },
            Example { expression: "array_iff(dynamic([1, 0]), 'yes', 'no')", equals: "dynamic(['yes','no'])" },
        ],
        page: "array-iff-function",
        ..Description::SCALAR
    },
    kernel: array_iff,
};

fn array_iff(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let conditions = array(&call.args[0], row)?;
        let (when_true, when_false) = (encoded(&call.args[1], row), encoded(&call.args[2], row));
        let (when_true, when_false) = (Choice::new(&when_true), Choice::new(&when_false));
        out.push('[');
        for (i, condition) in conditions.iter().enumerate() {
            if out.len() > MAX_BATCH_BYTES {
                break;
            }
            if i > 0 {
                out.push(',');
            }
            out.push_str(match truth(condition) {
                Some(true) => when_true.element(i),
                Some(false) => when_false.element(i),
                None => NULL,
            });
        }
        out.push(']');
        Some(())
    })
}

/// A bool, or a number that is not zero; nothing for anything else.
fn truth(condition: &str) -> Option<bool> {
    match dynamic::kind(condition) {
        Kind::Bool => Some(condition == "true"),
        Kind::Long | Kind::Real => condition.parse::<f64>().ok().map(|x| x != 0.0),
        _ => None,
    }
}

enum Choice<'a> {
    Array(Vec<&'a str>),
    /// Stands for every element.
    Scalar(&'a str),
}

impl<'a> Choice<'a> {
    fn new(text: &'a str) -> Choice<'a> {
        elements(text).map_or(Choice::Scalar(text), Choice::Array)
    }

    fn element(&self, index: usize) -> &'a str {
        match self {
            Choice::Array(items) => items.get(index).copied().unwrap_or(NULL),
            Choice::Scalar(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::ARRAY_IFF;

    #[test]
    fn choices() {
        gives(&ARRAY_IFF, &["[true,false,true]", "[1,2,3]", "[4,5,6]"], "[1,5,3]");
        gives(&ARRAY_IFF, &["[1,0,50]", "'yes'", "'no'"], "[\"yes\",\"no\",\"yes\"]");
        gives(&ARRAY_IFF, &["[\"x\",@d0,null]", "1", "0"], "[null,null,null]");
        gives(&ARRAY_IFF, &["[true,true,true]", "[1,2]", "[3,4]"], "[1,2,null]");
        gives(&ARRAY_IFF, &["null", "1", "0"], "null");
    }
}
