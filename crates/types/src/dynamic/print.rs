//! Encoded text to the texts people and programs read.

use super::scan::{string_content, value_end};
use super::tree::parse_guid;
use super::{Kind, kind, write_string};
use crate::{text, time};
use std::borrow::Cow;

/// What `tostring` makes of it: a string without its quotes, null as `""`, arrays and bags as compact JSON.
pub fn to_text(encoded: &str) -> Cow<'_, str> {
    match kind(encoded) {
        Kind::Null => Cow::Borrowed(""),
        Kind::String => string_content(encoded),
        Kind::Datetime | Kind::Timespan | Kind::Guid => Cow::Owned(token_text(encoded)),
        Kind::Bool | Kind::Long | Kind::Real => Cow::Borrowed(encoded),
        Kind::Array | Kind::Bag => plain_json(encoded),
    }
}

/// The value as JSON: as stored, except that datetimes, timespans and guids become strings.
pub fn to_json(encoded: &str) -> Cow<'_, str> {
    plain_json(encoded)
}

/// Replaces the bare tokens outside strings.
fn plain_json(encoded: &str) -> Cow<'_, str> {
    if !encoded.contains('@') {
        return Cow::Borrowed(encoded);
    }
    let bytes = encoded.as_bytes();
    let mut out = String::with_capacity(encoded.len() + 32);
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        let end = match b {
            b'"' | b'@' => value_end(bytes, at),
            _ => bytes.iter().skip(at).position(|b| matches!(b, b'"' | b'@')).map_or(bytes.len(), |n| at + n),
        };
        let part = encoded.get(at..end).unwrap_or("");
        match b {
            b'@' => write_string(&mut out, &token_text(part)),
            _ => out.push_str(part),
        }
        at = end;
    }
    Cow::Owned(out)
}

/// The text of a datetime, timespan or guid.
fn token_text(token: &str) -> String {
    let rest = token.get(2..).unwrap_or("");
    match kind(token) {
        Kind::Datetime => rest.parse().map(time::format_datetime).unwrap_or_default(),
        Kind::Timespan => rest.parse().map(time::format_timespan).unwrap_or_default(),
        Kind::Guid => parse_guid(rest).map(|g| text::format_guid(&g)).unwrap_or_default(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_lose_their_quotes_at_the_top_only() {
        assert_eq!(to_text(r#""a\"b""#), "a\"b");
        assert_eq!(to_text(r#"["a"]"#), r#"["a"]"#);
        assert_eq!(to_json(r#""a\"b""#), r#""a\"b""#);
        assert_eq!(to_text("null"), "");
        assert_eq!(to_text("true"), "true");
        assert_eq!(to_text("42.0"), "42.0");
    }

    #[test]
    fn typed_scalars_become_text() {
        assert_eq!(to_text("@d637134336000000000"), "2020-01-01T00:00:00.0000000Z");
        assert_eq!(to_text("@t864000000000"), "1.00:00:00");
        assert_eq!(to_json("@t864000000000"), "\"1.00:00:00\"");
        assert_eq!(to_text("@g74be27de1e4e49d9b579fe0b331d3642"), "74be27de-1e4e-49d9-b579-fe0b331d3642");
        assert_eq!(
            to_text(r#"{"a@d5":[@d637134336000000000,"@t5"]}"#),
            r#"{"a@d5":["2020-01-01T00:00:00.0000000Z","@t5"]}"#
        );
    }
}
