//! The header block of a message or part: fields in order, raw and decoded.

pub mod address;
pub mod antispam_report;
pub mod authentication_results;
pub mod encoded_words;
pub mod received;

use std::borrow::Cow;

use mail_parser::decoders::charsets::map::charset_decoder;

/// One field. The value is raw: folded, undecoded.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a str,
    raw: &'a [u8],
}

impl Field<'_> {
    /// Unfolded, but encoded words still encoded: structured fields are taken apart before they are decoded.
    pub fn unfolded(&self) -> String {
        let text = text_of(self.raw);
        let mut out = String::with_capacity(text.len());
        for line in text.split('\n') {
            let line = line.trim_matches(|c| matches!(c, ' ' | '\t' | '\r' | '\0'));
            if line.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push(' ');
            }
            // A carriage return or NUL within a line is nobody's content.
            out.extend(line.chars().filter(|c| !matches!(c, '\r' | '\0')));
        }
        out
    }

    /// What a reader sees.
    pub fn decoded(&self) -> String {
        encoded_words::decode(&self.unfolded())
    }
}

/// The fields of one block, in their order.
#[derive(Debug, Default)]
pub struct Headers<'a> {
    fields: Vec<Field<'a>>,
}

impl<'a> Headers<'a> {
    /// Splits a message or part into headers and body.
    ///
    /// Lines that are neither a field nor the continuation of one are skipped, as mail readers do; if no empty line
    /// follows, they were the body.
    pub fn split(message: &'a [u8]) -> (Headers<'a>, &'a [u8]) {
        let mut headers = Headers::default();
        let mut rest = message;
        let mut open: Option<(&'a str, &'a [u8], usize)> = None;
        let mut stray: Option<&'a [u8]> = None;
        while !rest.is_empty() {
            let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1);
            let (line, after) = rest.split_at(length);
            let empty = line.iter().all(|b| matches!(b, b'\r' | b'\n'));
            let continues = matches!(line.first(), Some(b' ' | b'\t'));
            if continues && !empty {
                if let Some((_, _, taken)) = &mut open {
                    *taken += length;
                }
                rest = after;
                continue;
            }
            headers.close(open.take());
            if empty {
                return (headers, after);
            }
            open =
                field_start(line).map(|(name, offset)| (name, rest.get(offset..).unwrap_or_default(), length - offset));
            if open.is_none() {
                stray.get_or_insert(rest);
            }
            rest = after;
        }
        headers.close(open);
        (headers, stray.unwrap_or_default())
    }

    fn close(&mut self, open: Option<(&'a str, &'a [u8], usize)>) {
        if let Some((name, from, length)) = open {
            self.fields.push(Field { name, raw: from.get(..length).unwrap_or(from) });
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter()
    }

    /// All fields of this name, topmost first.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Field<'a>> {
        self.fields.iter().filter(move |f| f.name.eq_ignore_ascii_case(name))
    }

    /// The topmost one: a hop on our side writes above what it received.
    pub fn first(&self, name: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name))
    }

    /// The topmost one, unfolded; nothing if it is empty.
    pub fn value(&self, name: &str) -> Option<String> {
        self.first(name).map(Field::unfolded).filter(|v| !v.is_empty())
    }

    /// The topmost one, decoded; nothing if it is empty.
    pub fn decoded(&self, name: &str) -> Option<String> {
        self.first(name).map(Field::decoded).filter(|v| !v.is_empty())
    }
}

/// The name of a field and where its value begins.
fn field_start(line: &[u8]) -> Option<(&str, usize)> {
    let colon = memchr::memchr(b':', line)?;
    let name = line.get(..colon)?.trim_ascii_end();
    let printable = !name.is_empty() && name.len() <= 256 && name.iter().all(|b| b.is_ascii_graphic());
    Some((printable.then(|| std::str::from_utf8(name).ok())??, colon + 1))
}

/// Bytes of a header as text. What is not UTF-8 was most likely written by a Western Windows.
pub fn text_of(raw: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => match charset_decoder(b"windows-1252") {
            Some(decode) => Cow::Owned(decode(raw)),
            None => String::from_utf8_lossy(raw),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_unfold_and_the_body_follows_the_empty_line() {
        let (headers, body) = Headers::split(b"A: one\r\n\ttwo\r\ngarbage\r\nb : three\n\nbody");
        assert_eq!(headers.value("a").as_deref(), Some("one two"));
        assert_eq!(headers.value("B").as_deref(), Some("three"));
        assert_eq!(headers.iter().count(), 2);
        assert_eq!(body, b"body");
    }

    #[test]
    fn eight_bit_headers_and_nul_bytes_read() {
        let (headers, _) = Headers::split(b"Subject: caf\xe9 \0x\n\n");
        assert_eq!(headers.decoded("subject").as_deref(), Some("caf\u{e9} x"));
    }
}
