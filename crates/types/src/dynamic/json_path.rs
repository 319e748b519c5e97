//! `parse_json(text).a.b[0]` in one pass, without encoding the whole text.

use super::json::{Reader, from_json};
use super::{NULL, Step};
use std::borrow::Cow;
use std::ops::Range;

/// What the steps lead to in a JSON text, encoded. The whole text is checked, for a text that is not JSON is a plain
/// string, into which no step leads.
pub fn path_in_json<'a>(json: &'a str, steps: &[Step]) -> Option<Cow<'a, str>> {
    let mut reader = Reader::new(json);
    reader.blanks();
    let mut found = None;
    walk(&mut reader, Some(steps), &mut found, 0)?;
    if !reader.finished() {
        return None;
    }
    let value = json.get(found?)?;
    if value == NULL {
        return None;
    }
    let encoded_as_is = match value.as_bytes().first()? {
        b'{' | b'[' => false,
        b'"' => !value.contains('\\'),
        _ => true,
    };
    if encoded_as_is { Some(Cow::Borrowed(value)) } else { from_json(value).map(Cow::Owned) }
}

/// Reads one value; if `steps` lead on from it, notes where they end.
fn walk(reader: &mut Reader, steps: Option<&[Step]>, found: &mut Option<Range<usize>>, depth: usize) -> Option<()> {
    let start = reader.position();
    match (reader.peek()?, steps.and_then(<[Step]>::split_first)) {
        (b'{', Some((Step::Key(key), rest))) => reader.bag(depth, |reader, content| {
            let here = if content.escaped { content.decoded() == *key } else { content.raw == key };
            if here {
                // A key written twice holds its last value.
                *found = None;
            }
            walk(reader, here.then_some(rest), found, depth + 1)
        })?,
        (b'[', Some((Step::Index(index), rest))) if *index >= 0 => {
            reader.array(depth, |reader, i| walk(reader, (i as i64 == *index).then_some(rest), found, depth + 1))?
        }
        (b'[', Some((Step::Index(index), rest))) => {
            // From the end: the last few elements are remembered, and the right one is walked again.
            let back = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
            let mut starts = Vec::new();
            reader.array(depth, |reader, _| {
                starts.push(reader.position());
                walk(reader, None, &mut None, depth + 1)
            })?;
            if let Some(at) = starts.len().checked_sub(back).and_then(|i| starts.get(i)) {
                walk(&mut reader.at(*at), Some(rest), found, depth + 1)?;
            }
        }
        (b'{', _) => reader.bag(depth, |reader, _| walk(reader, None, &mut None, depth + 1))?,
        (b'[', _) => reader.array(depth, |reader, _| walk(reader, None, &mut None, depth + 1))?,
        (b'"', _) => {
            reader.string()?;
        }
        _ => {
            reader.scalar()?;
        }
    }
    if steps.is_some_and(<[Step]>::is_empty) {
        *found = Some(start..reader.position());
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamic::path;

    fn key(k: &str) -> Step {
        Step::Key(k.to_owned())
    }

    #[test]
    fn agrees_with_parsing_first() {
        let texts = [
            r#" { "a" : { "b" : [ 1 , { "c" : "x" } ] }, "\u0061" : {"b":[10, 20.0, [ 3 ] ]} } "#,
            r#"[ {"a":{"b":"q\u0041"}}, {"a":null} ]"#,
            r#"{"a":{"b":[1,2,3]}} x"#,
            r#"{"a":{"b":[1,2,3]}"#,
            r#"{"a":{"b":[1,2,3]},"a":5}"#,
            r#"{"a":{"b":[1,2,3],"b":{"c":4}}}"#,
            "\"plain\"",
            "no json",
            "",
        ];
        let paths = [
            vec![],
            vec![key("a")],
            vec![key("a"), key("b")],
            vec![key("a"), key("b"), Step::Index(1)],
            vec![key("a"), key("b"), Step::Index(-1)],
            vec![key("a"), key("b"), Step::Index(-4)],
            vec![Step::Index(0), key("a"), key("b")],
            vec![Step::Index(-1), key("a")],
            vec![key("a"), key("b"), key("c")],
        ];
        for text in texts {
            for steps in &paths {
                let whole = from_json(text);
                let expected = whole.as_deref().and_then(|t| path(t, steps));
                assert_eq!(path_in_json(text, steps).as_deref(), expected, "{text} {steps:?}");
            }
        }
    }
}
