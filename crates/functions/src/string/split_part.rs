use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example, Nulls};

/// What the planner puts in the place of `tostring(split(text, delimiter)[index])`: no array is made to be taken apart.
pub const SPLIT_PART: Function = Function {
    description: &Description {
        name: "__split_part",
        signatures: &["(text: string, delimiter: const string, index: const long) -> string"],
        nulls: Nulls::Kernel,
        summary: "One piece of a text between delimiters, from 0 on; the empty text beyond the last.",
        examples: &[Example { expression: "tostring(split('a@b.example', '@')[1])", equals: "'b.example'" }],
        page: "split-function",
        ..Description::SCALAR
    },
    kernel: split_part,
};

fn split_part(call: &Call) -> Result<ArrayRef, KernelError> {
    let delimiter = call.constant_text(1)?;
    let index = match call.args.get(2).and_then(Column::constant_value) {
        Some(Value::Long(index)) => usize::try_from(index).ok(),
        _ => None,
    };
    let Some(index) = index else { return Err(KernelError::new("a piece is counted from 0")) };
    let texts = Texts::of(&call.args[0]);
    let Texts::Plain(texts) = texts else { return Err(KernelError::new("only a string is split into parts")) };
    Ok(match delimiter.as_bytes() {
        // An empty delimiter delimits nothing.
        [] => call.strings(|row| if index == 0 { texts.value(row) } else { "" }),
        [byte] if byte.is_ascii() => call.strings(|row| nth_between(texts.value(row), *byte, index)),
        _ => call.strings(|row| texts.value(row).split(delimiter.as_str()).nth(index).unwrap_or("")),
    })
}

fn nth_between(text: &str, delimiter: u8, index: usize) -> &str {
    let mut from = 0;
    let mut places = memchr::memchr_iter(delimiter, text.as_bytes());
    for _ in 0..index {
        match places.next() {
            Some(at) => from = at + 1,
            None => return "",
        }
    }
    let to = places.next().unwrap_or(text.len());
    text.get(from..to).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::SPLIT_PART;
    use crate::string::testing::{gives, text};
    use lurcher_types::Value;

    #[test]
    fn a_piece_is_the_one_that_split_gives() {
        for (whole, delimiter) in [("a@b@", "@"), ("", "@"), ("ab", ""), ("a::b", "::"), ("@x", "@")] {
            for index in 0..4i64 {
                let pieces: Vec<&str> =
                    if delimiter.is_empty() { vec![whole] } else { whole.split(delimiter).collect() };
                let wanted = pieces.get(index as usize).copied().unwrap_or("");
                assert_eq!(gives(&SPLIT_PART, &[text(whole), text(delimiter), Value::Long(index)]), wanted);
            }
        }
    }
}
