//! Walking encoded text without building anything: where a value ends, the elements of an array, the members of a bag.
//!
//! The text is taken to be well formed; where it is not, the walk ends early and never panics.

use std::borrow::Cow;

/// The elements of an array, each as encoded text; none for anything else.
pub fn elements(text: &str) -> impl Iterator<Item = &str> {
    let mut at = start(text, b'[');
    std::iter::from_fn(move || {
        let from = at;
        let (item, next) = item(text, from)?;
        at = next;
        Some(item)
    })
}

/// The members of a bag, each as its key (with quotes and escapes, see [`string_content`]) and its value; none for
/// anything else.
pub fn members(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut at = start(text, b'{');
    std::iter::from_fn(move || {
        let key_end = value_end(text.as_bytes(), at);
        let key = text.get(at..key_end).filter(|k| k.starts_with('"'))?;
        let (value, next) = item(text, key_end + 1)?;
        at = next;
        Some((key, value))
    })
}

/// The text that an encoded string (or a key) stands for.
pub fn string_content(encoded: &str) -> Cow<'_, str> {
    let inner = encoded.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or("");
    let Some(first) = inner.find('\\') else {
        return Cow::Borrowed(inner);
    };
    let mut out = String::with_capacity(inner.len());
    let (plain, mut rest) = inner.split_at(first);
    out.push_str(plain);
    while let Some(escape) = rest.strip_prefix('\\') {
        let mut chars = escape.chars();
        match chars.next() {
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('u') => {
                let code = escape.get(1..5).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                out.push(code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
                chars = escape.get(5..).unwrap_or("").chars();
            }
            Some(c) => out.push(c),
            None => break,
        }
        let tail = chars.as_str();
        let next = tail.find('\\').unwrap_or(tail.len());
        let (plain, after) = tail.split_at(next);
        out.push_str(plain);
        rest = after;
    }
    Cow::Owned(out)
}

/// The index behind the value that starts at `at`.
pub(super) fn value_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'"') => string_end(bytes, at),
        Some(b'{' | b'[') => container_end(bytes, at),
        _ => {
            let rest = bytes.get(at..).unwrap_or_default();
            at + rest.iter().position(|b| matches!(b, b',' | b']' | b'}' | b':')).unwrap_or(rest.len())
        }
    }
}

/// The index behind the string whose opening quote is at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(b) = bytes.get(at) {
        match b {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn container_end(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(b) = bytes.get(at) {
        match b {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Where the first item of a container stands; past the end for anything else.
fn start(text: &str, open: u8) -> usize {
    if text.as_bytes().first() == Some(&open) { 1 } else { text.len() }
}

/// The value at `at`, and where the next one starts.
fn item(text: &str, at: usize) -> Option<(&str, usize)> {
    let end = value_end(text.as_bytes(), at);
    let value = text.get(at..end).filter(|v| !v.is_empty())?;
    Some((value, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_and_bags_are_walked() {
        assert_eq!(
            elements(r#"[1,"a,]b",{"c":[2]},@d5]"#).collect::<Vec<_>>(),
            ["1", r#""a,]b""#, r#"{"c":[2]}"#, "@d5"]
        );
        assert_eq!(members(r#"{"a":1,"b\"}":[{}]}"#).collect::<Vec<_>>(), [(r#""a""#, "1"), (r#""b\"}""#, "[{}]")]);
        assert_eq!(elements("[]").count() + members("{}").count() + elements("{}").count() + members("5").count(), 0);
    }

    #[test]
    fn strings_lose_their_escapes() {
        assert_eq!(string_content(r#""a\"\\\n\u0001z""#), "a\"\\\n\u{1}z");
        assert_eq!(string_content(r#""plain""#), "plain");
    }
}
