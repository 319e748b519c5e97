//! `d.a.b[0]`: walking to a value inside encoded text.

use super::json::write_string;
use super::scan::{elements, members};
use super::{Kind, NULL, kind};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    Key(String),
    /// From the end where negative.
    Index(i64),
}

/// One step into a value. A missing key, an index past either end, a step into a scalar, and a null are all nothing.
pub fn get<'a>(text: &'a str, step: &Step) -> Option<&'a str> {
    let found = match step {
        Step::Key(key) => member(text, key)?,
        Step::Index(index) => element(text, *index)?,
    };
    (found != NULL).then_some(found)
}

/// Several steps into a value.
pub fn path<'a>(text: &'a str, steps: &[Step]) -> Option<&'a str> {
    steps.iter().try_fold(text, |text, step| get(text, step))
}

fn member<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    // Keys are stored with the shortest escapes, so equal keys have equal texts.
    if key.bytes().any(|b| b < 0x20 || b == b'"' || b == b'\\') {
        let mut encoded = String::with_capacity(key.len() + 8);
        write_string(&mut encoded, key);
        return members(text).find(|(k, _)| *k == encoded).map(|(_, v)| v);
    }
    members(text).find(|(k, _)| k.get(1..k.len() - 1) == Some(key)).map(|(_, v)| v)
}

fn element(text: &str, index: i64) -> Option<&str> {
    if kind(text) != Kind::Array {
        return None;
    }
    let index = if index < 0 { elements(text).count() as i64 + index } else { index };
    elements(text).nth(usize::try_from(index).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(k: &str) -> Step {
        Step::Key(k.to_owned())
    }

    #[test]
    fn steps_slice_the_text() {
        let text = r#"{"a":{"b":[1,{"c":"x"}]},"e\"":2,"n":null}"#;
        assert_eq!(path(text, &[key("a"), key("b"), Step::Index(-1), key("c")]), Some(r#""x""#));
        assert_eq!(path(text, &[key("e\"")]), Some("2"));
        assert_eq!(path(text, &[]), Some(text));
    }

    #[test]
    fn what_is_not_there_is_null() {
        let text = r#"{"a":[1,2],"n":null}"#;
        for steps in [
            vec![key("zz")],
            vec![key("n")],
            vec![key("A")],
            vec![key("a"), Step::Index(2)],
            vec![key("a"), Step::Index(-3)],
            vec![key("a"), Step::Index(i64::MIN)],
            vec![key("a"), Step::Index(0), key("x")],
            vec![Step::Index(0)],
        ] {
            assert_eq!(path(text, &steps), None, "{steps:?}");
        }
    }
}
