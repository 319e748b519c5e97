use super::strcat::check_count;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const STRCAT_DELIM: Function = Function {
    description: &Description {
        name: "strcat_delim",
        signatures: &["(delimiter: scalar, first: scalar, second: scalar, [more: scalar]...) -> string"],
        nulls: Nulls::Kernel,
        summary: "Joins up to 64 values as texts with a delimiter between them; a null keeps its empty place.",
        examples: &[
            Example { expression: "strcat_delim('-', 1, '2', 'A')", equals: "'1-2-A'" },
            Example { expression: "strcat_delim('-', 'a', long(null), 'b')", equals: "'a--b'" },
        ],
        page: "strcat-delim-function",
        ..Description::SCALAR
    },
    kernel: strcat_delim,
};

fn strcat_delim(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some((delimiter, values)) = call.args.split_first() else {
        return Err(KernelError::new("strcat_delim() needs a delimiter"));
    };
    check_count("strcat_delim", values.len())?;
    let delimiter = Texts::of(delimiter);
    let texts: Vec<Texts> = values.iter().map(Texts::of).collect();
    Ok(call.strings(|row| {
        let parts: Vec<_> = texts.iter().map(|text| text.text(row)).collect();
        parts.join(delimiter.text(row).as_ref())
    }))
}
