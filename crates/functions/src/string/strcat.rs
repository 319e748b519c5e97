use super::texts::Texts;
use crate::call::MAX_TEXT_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const STRCAT: Function = Function {
    description: &Description {
        name: "strcat",
        signatures: &["(value: scalar...) -> string"],
        nulls: Nulls::Kernel,
        summary: "Joins up to 64 values as texts; a null is empty.",
        examples: &[
            Example { expression: "strcat('a', 1, true, dynamic([1, 2]))", equals: "'a1True[1,2]'" },
            Example { expression: "strcat('a', long(null), 'b')", equals: "'ab'" },
        ],
        page: "strcat-function",
        ..Description::SCALAR
    },
    kernel: strcat,
};

fn strcat(call: &Call) -> Result<ArrayRef, KernelError> {
    check_count("strcat", call.args.len())?;
    let texts: Vec<Texts> = call.args.iter().map(Texts::of).collect();
    Ok(call.strings(|row| {
        let mut joined = String::new();
        for text in &texts {
            joined.push_str(&text.text(row));
            if joined.len() > MAX_TEXT_BYTES {
                break;
            }
        }
        joined
    }))
}

/// Kusto's limit on joined values.
const MOST_VALUES: usize = 64;

pub fn check_count(function: &str, values: usize) -> Result<(), KernelError> {
    if values > MOST_VALUES {
        return Err(KernelError::new(format!("{function}() joins at most {MOST_VALUES} values, not {values}")));
    }
    Ok(())
}
