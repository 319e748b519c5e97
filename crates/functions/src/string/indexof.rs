use super::search_range::Range;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const INDEXOF: Function = Function {
    description: &Description {
        name: "indexof",
        signatures: &[
            "(text: scalar, match: scalar, [start: integer], [length: integer], [occurrence: const integer]) -> long",
        ],
        summary: "The position of a text within another, counted in characters from 0; -1 if it is not there.",
        examples: &[
            Example { expression: "indexof('abcdefg', 'cde')", equals: "2" },
            Example { expression: "indexof('abcdefg', 'cde', 1, 2)", equals: "2" },
            Example { expression: "indexof('abcdefg', 'cde', 3, 4)", equals: "-1" },
            Example { expression: "indexof('abcdefg', 'cde', -5)", equals: "2" },
            Example { expression: "indexof(1234567, 5, 1, 4)", equals: "4" },
            Example { expression: "indexof('abcdefgabcdefg', 'cde', 1, 10, 2)", equals: "9" },
            Example { expression: "indexof('abcdefgabcdefg', 'cde', 1, -1, 3)", equals: "-1" },
        ],
        page: "indexof-function",
        ..Description::SCALAR
    },
    kernel: indexof,
};

fn indexof(call: &Call) -> Result<ArrayRef, KernelError> {
    let (texts, matches) = (Texts::of(&call.args[0]), Texts::of(&call.args[1]));
    let range = Range::of(call)?;
    Ok(call.longs(|row| {
        let (text, wanted) = (texts.text(row), matches.text(row));
        range.row(row)?.position(&text, |text, from| {
            let found = from + text.get(from..)?.find(wanted.as_ref())?;
            // Occurrences may overlap: the next is looked for one character on.
            let next = text.get(found..)?.chars().next().map_or(text.len() + 1, |c| found + c.len_utf8());
            Some((found, next))
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::INDEXOF;
    use crate::string::testing::{counts, text, try_answer};
    use lurcher_types::{Type, Value};

    fn at(source: &str, wanted: &str, numbers: &[i64]) -> Option<i64> {
        let mut values = vec![text(source), text(wanted)];
        values.extend(numbers.iter().map(|n| Value::Long(*n)));
        counts(&INDEXOF, &values)
    }

    #[test]
    fn positions_are_characters() {
        assert_eq!(at("éàcde", "cde", &[]), Some(2));
        assert_eq!(at("abcdefg", "cde", &[1, 4]), Some(2));
        assert_eq!(at("abcdefg", "cde", &[2, -1]), Some(2));
        assert_eq!(at("abcdefg", "cde", &[-5]), Some(2));
        assert_eq!(at("aaa", "aa", &[0, -1, 2]), Some(1));
        assert_eq!(at("abc", "c", &[7]), Some(-1));
    }

    #[test]
    fn senseless_numbers_give_null() {
        assert_eq!(at("abc", "c", &[0, -2]), None);
        assert_eq!(at("abc", "c", &[0, -1, -1]), None);
        assert!(
            try_answer(&INDEXOF, Type::Long, &[text("a"), text("a"), Value::Long(0), Value::Long(-1), Value::Long(0)])
                .is_err()
        );
    }
}
