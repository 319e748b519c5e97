//! Content transfer encodings, read leniently: real mail is dirty, and a broken byte must not hide the rest.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

use super::headers::text_of;

/// The bytes of a part.
pub fn decode<'a>(encoding: &str, raw: &'a [u8]) -> Cow<'a, [u8]> {
    if encoding.eq_ignore_ascii_case("base64") {
        Cow::Owned(base64(raw))
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        Cow::Owned(quoted_printable(raw))
    } else {
        Cow::Borrowed(raw)
    }
}

/// The text of a part. Without a charset, or with an unknown one, UTF-8 is tried first.
pub fn text<'a>(charset: Option<&str>, bytes: &'a [u8]) -> Cow<'a, str> {
    match charset.and_then(|c| charset_decoder(c.trim().as_bytes())) {
        Some(decode) => Cow::Owned(decode(bytes)),
        None => text_of(bytes),
    }
}

fn base64(raw: &[u8]) -> Vec<u8> {
    if let Some(bytes) = base64_decode(raw) {
        return bytes;
    }
    let alphabet = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let clean: Vec<u8> = raw.iter().copied().filter(alphabet).collect();
    base64_decode(&clean).unwrap_or_default()
}

/// An `=` that begins no escape stands for itself.
pub fn quoted_printable(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, escape) = rest.split_at(at);
        out.extend_from_slice(before);
        rest = match escape {
            [_, high, low, after @ ..] if nibble(*high).is_some() && nibble(*low).is_some() => {
                out.push(nibble(*high).unwrap_or(0) << 4 | nibble(*low).unwrap_or(0));
                after
            }
            [_, after @ ..] => match soft_break(after) {
                Some(next_line) => next_line,
                None => {
                    out.push(b'=');
                    after
                }
            },
            [] => escape,
        };
    }
    out.extend_from_slice(rest);
    out
}

/// What follows the line end, if only blanks stand before it.
fn soft_break(after: &[u8]) -> Option<&[u8]> {
    let rest = after.trim_ascii_start();
    let blanks = after.get(..after.len() - rest.len())?;
    let end = memchr::memchr(b'\n', blanks);
    match end {
        Some(end) => after.get(end + 1..),
        None => rest.is_empty().then_some(rest),
    }
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|d| d as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_reads_escapes_and_soft_breaks() {
        assert_eq!(quoted_printable(b"a=3Db=\r\n c= \nd=zz="), b"a=b cd=zz");
    }

    #[test]
    fn base64_ignores_what_is_not_of_its_alphabet() {
        assert_eq!(&*decode("BASE64", b"aGVs*bG8=\r\n"), b"hello");
    }
}
