use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example};

pub const SUBSTRING: Function = Function {
    description: &Description {
        name: "substring",
        signatures: &["(text: scalar, start: integer, [length: integer]) -> string"],
        summary: "The part of a text from a position on, counted in characters from 0; a negative start counts from the end.",
        examples: &[
            Example { expression: "substring('abcdefg', 1, 2)", equals: "'bc'" },
            Example { expression: "substring('abcdefg', -3, 2)", equals: "'ef'" },
            Example { expression: "substring('abcdefg', 5, 10)", equals: "'fg'" },
            Example { expression: "substring('abc', -10)", equals: "''" },
            Example { expression: "substring('abc', 0, -1)", equals: "''" },
        ],
        page: "substring-function",
        deviation: Some(
            "A null start gives an empty text, as over rows; Kusto's folding of constants gives the whole text.",
        ),
        ..Description::SCALAR
    },
    kernel: substring,
};

fn substring(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    let start = call.args[1].longs();
    let length = call.args.get(2).map(Column::longs);
    Ok(call.strings(|row| {
        let text = texts.text(row);
        let from = start.get(row).and_then(|start| position(&text, start));
        let length = match length {
            Some(length) => usize::try_from(length.get(row).unwrap_or(0)).unwrap_or(0),
            None => usize::MAX,
        };
        from.map(|from| part(&text, from, length).to_owned()).unwrap_or_default()
    }))
}

/// The position that a start means; nothing where it reaches before the text.
fn position(text: &str, start: i64) -> Option<usize> {
    match usize::try_from(start) {
        Ok(start) => Some(start),
        Err(_) => text.chars().count().checked_sub(usize::try_from(start.unsigned_abs()).ok()?),
    }
}

/// `length` characters from the character `from` on, or as many as there are.
fn part(text: &str, from: usize, length: usize) -> &str {
    let byte = |text: &str, characters: usize| match text.is_ascii() {
        true => characters.min(text.len()),
        false => text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte),
    };
    let rest = text.get(byte(text, from)..).unwrap_or("");
    rest.get(..byte(rest, length)).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::SUBSTRING;
    use crate::string::testing::{says, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn positions_are_characters() {
        let of = |start, length| says(&SUBSTRING, &[text("aßcdéfg"), Value::Long(start), Value::Long(length)]);
        assert_eq!(of(1, 2), "ßc");
        assert_eq!(of(-3, 2), "éf");
        assert_eq!(of(5, i64::MAX), "fg");
        assert_eq!(of(10, 3), "");
        assert_eq!(of(i64::MIN, 3), "");
        assert_eq!(of(0, -1), "");
        assert_eq!(says(&SUBSTRING, &[Value::Long(12345), Value::Int(2)]), "345");
        assert_eq!(says(&SUBSTRING, &[text("abc"), Value::Null(Type::Long)]), "");
    }
}
