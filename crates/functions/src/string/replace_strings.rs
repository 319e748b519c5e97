use crate::call::MAX_TEXT_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic::Dynamic;

pub const REPLACE_STRINGS: Function = Function {
    description: &Description {
        name: "replace_strings",
        signatures: &["(text: text, lookups: array, rewrites: array) -> string"],
        summary: "Replaces several texts by others; earlier ones in the list come first, and what is replaced is not searched again.",
        examples: &[
            Example {
                expression: "replace_strings('This is', dynamic(['This', 'is']), dynamic(['This', 'was']))",
                equals: "'This was'",
            },
            Example {
                expression: "replace_strings('This is', dynamic(['is', 'This']), dynamic(['was', 'This']))",
                equals: "'Thwas was'",
            },
            Example {
                expression: "replace_strings('This is', dynamic(['This', 'is']), dynamic([1, 'was']))",
                equals: "'This was'",
            },
        ],
        page: "replace-strings-function",
        ..Description::SCALAR
    },
    kernel: replace_strings,
};

fn replace_strings(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = call.args[0].strings();
    let (lookups, rewrites) = (call.args[1].dynamics(), call.args[2].dynamics());
    let constant = call.args[1].constant && call.args[2].constant;
    let mut known: Option<Vec<(String, Option<String>)>> = None;
    let mut refused = None;
    let answer = call.strings(|row| {
        if !constant || known.is_none() {
            let (Some(lookups), Some(rewrites)) = (lookups.get(row), rewrites.get(row)) else { return String::new() };
            match pairs(lookups, rewrites) {
                Ok(pairs) => known = Some(pairs),
                Err(error) => refused = Some(error),
            }
        }
        replaced(texts.value(row), known.as_deref().unwrap_or_default()).unwrap_or_else(|| {
            refused = Some(KernelError::new(format!("replace_strings() would make more than {MAX_TEXT_BYTES} bytes")));
            String::new()
        })
    });
    refused.map_or(Ok(answer), Err)
}

/// Each text to look for, with its replacement unless that is not a string.
fn pairs(lookups: &str, rewrites: &str) -> Result<Vec<(String, Option<String>)>, KernelError> {
    let (Dynamic::Array(lookups), Dynamic::Array(rewrites)) = (Dynamic::parse(lookups), Dynamic::parse(rewrites))
    else {
        return Err(KernelError::new("replace_strings() takes two arrays"));
    };
    if lookups.len() != rewrites.len() {
        return Err(KernelError::new("replace_strings() takes two arrays of the same length"));
    }
    let pair = |(lookup, rewrite)| match (lookup, rewrite) {
        (Dynamic::String(lookup), Dynamic::String(rewrite)) => Some((lookup, Some(rewrite))),
        (Dynamic::String(lookup), _) => Some((lookup, None)),
        _ => None,
    };
    Ok(lookups.into_iter().zip(rewrites).filter_map(pair).filter(|(lookup, _)| !lookup.is_empty()).collect())
}

/// A stretch of the answer: still open to later replacements, or done.
enum Piece<'a> {
    Open(&'a str),
    Done(&'a str),
}

/// Nothing if the answer grows too long.
fn replaced(text: &str, pairs: &[(String, Option<String>)]) -> Option<String> {
    let mut pieces = vec![Piece::Open(text)];
    for (lookup, rewrite) in pairs {
        let before = std::mem::take(&mut pieces);
        for piece in before {
            match piece {
                Piece::Done(text) => pieces.push(Piece::Done(text)),
                Piece::Open(text) => {
                    let mut rest = text;
                    while let Some((head, tail)) = rest.split_once(lookup.as_str()) {
                        pieces.push(Piece::Open(head));
                        pieces.push(Piece::Done(rewrite.as_deref().unwrap_or(lookup)));
                        rest = tail;
                    }
                    pieces.push(Piece::Open(rest));
                }
            }
        }
    }
    let texts = || {
        pieces.iter().map(|piece| match piece {
            Piece::Open(text) | Piece::Done(text) => *text,
        })
    };
    (texts().map(str::len).sum::<usize>() <= MAX_TEXT_BYTES).then(|| texts().collect())
}

#[cfg(test)]
mod tests {
    use super::REPLACE_STRINGS;
    use crate::string::testing::{dynamic, says, text, try_answer};
    use lurcher_types::Type;

    fn of(source: &str, lookups: &str, rewrites: &str) -> String {
        says(&REPLACE_STRINGS, &[text(source), dynamic(lookups), dynamic(rewrites)])
    }

    #[test]
    fn the_list_gives_precedence() {
        assert_eq!(of("a cat into a dog", r#"["cat","dog"]"#, r#"["dog","pigeon"]"#), "a dog into a pigeon");
        assert_eq!(of("This is", r#"["is","This"]"#, r#"["was","This"]"#), "Thwas was");
        assert_eq!(of("turn a cat", r#"["turn"," cat"]"#, r#"["see",""]"#), "see a");
        assert_eq!(of("This is", r#"["This","is"]"#, r#"[12345,"was"]"#), "This was");
        assert_eq!(of("This is", r#"[1,"is"]"#, r#"["x","was"]"#), "Thwas was");
    }

    #[test]
    fn unequal_arrays_are_refused() {
        let values = [text("a"), dynamic(r#"["a"]"#), dynamic("[]")];
        assert!(try_answer(&REPLACE_STRINGS, Type::String, &values).is_err());
    }
}
