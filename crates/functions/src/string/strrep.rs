use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const STRREP: Function = Function {
    description: &Description {
        name: "strrep",
        signatures: &["(value: scalar, multiplier: long, [delimiter: scalar]) -> string"],
        summary: "Repeats a value as text, with a delimiter between; at most 1024 times.",
        examples: &[
            Example { expression: "strrep('ABC', 2)", equals: "'ABCABC'" },
            Example { expression: "strrep(123, 3, '.')", equals: "'123.123.123'" },
            Example { expression: "strrep(3s, 2, ' ')", equals: "'00:00:03 00:00:03'" },
        ],
        page: "strrep-function",
        ..Description::SCALAR
    },
    kernel: strrep,
};

/// More repetitions than this are cut to it.
const MOST_TIMES: usize = 1024;

/// The longest text that may come out of one row, in bytes.
const MAX_LENGTH: usize = 1 << 26;

fn strrep(call: &Call) -> Result<ArrayRef, KernelError> {
    let value = Texts::of(&call.args[0]);
    let times = call.args[1].longs();
    let delimiter = call.args.get(2).map(Texts::of);
    let mut too_long = false;
    let answer = call.strings(|row| {
        let value = value.text(row);
        let times = usize::try_from(times.get(row).unwrap_or(0)).unwrap_or(0).min(MOST_TIMES);
        let delimiter = delimiter.as_ref().map(|d| d.text(row)).unwrap_or_default();
        if (value.len() + delimiter.len()).saturating_mul(times) > MAX_LENGTH {
            too_long = true;
            return String::new();
        }
        vec![value.as_ref(); times].join(&delimiter)
    });
    if too_long {
        return Err(KernelError::new(format!("strrep() would make a text longer than {MAX_LENGTH} bytes")));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::STRREP;
    use crate::string::testing::{says, text, try_answer};
    use lurcher_types::{Type, Value};

    #[test]
    fn repetition_is_bounded() {
        assert_eq!(says(&STRREP, &[text("ab"), Value::Long(5000)]).len(), 2048);
        assert_eq!(says(&STRREP, &[text("ab"), Value::Long(-1)]), "");
        let huge = text(&"x".repeat(100_000));
        assert!(try_answer(&STRREP, Type::String, &[huge, Value::Long(5000)]).is_err());
    }
}
