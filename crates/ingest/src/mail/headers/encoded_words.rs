//! `=?utf-8?B?...?=` in headers (RFC 2047).

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

use super::text_of;
use crate::mail::transfer;

/// Decodes every encoded word. Blanks between two of them vanish, and neighbours of one charset are joined before they
/// are decoded: mailers do split characters across words.
pub fn decode(text: &str) -> String {
    if !text.contains("=?") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut pending: Option<(&str, Vec<u8>)> = None;
    let mut rest = text;
    while let Some(start) = rest.find("=?") {
        let (before, at) = rest.split_at(start);
        let Some(word) = word(at) else {
            // Not a word: the two characters are text.
            flush(&mut out, &mut pending);
            out.push_str(before);
            out.push_str("=?");
            rest = at.get(2..).unwrap_or("");
            continue;
        };
        let joins = before.chars().all(char::is_whitespace);
        match &mut pending {
            Some((charset, bytes)) if joins && charset.eq_ignore_ascii_case(word.charset) => {
                bytes.extend(word.bytes);
            }
            _ => {
                let after_word = pending.is_some();
                flush(&mut out, &mut pending);
                if !(joins && after_word) {
                    out.push_str(before);
                }
                pending = Some((word.charset, word.bytes));
            }
        }
        rest = word.rest;
    }
    flush(&mut out, &mut pending);
    out.push_str(rest);
    out
}

/// How many bytes the encoded word at the start of the text takes.
pub fn length(text: &str) -> Option<usize> {
    word(text).map(|w| text.len() - w.rest.len())
}

struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    rest: &'a str,
}

/// A word has at most 75 characters by the book. Mailers write longer ones, but a search to the end of a long field for
/// every `=?` would take forever.
const MAX_WORD: usize = 8 * 1024;

fn word(text: &str) -> Option<Word<'_>> {
    let inner = text.strip_prefix("=?")?;
    let charset_end = inner.bytes().take(64).position(|b| b == b'?')?;
    let (charset, inner) = (inner.get(..charset_end)?, inner.get(charset_end + 1..)?);
    if charset.is_empty() || charset.contains(char::is_whitespace) {
        return None;
    }
    let (encoding, inner) = (inner.get(..1)?, inner.get(1..)?.strip_prefix('?')?);
    let end = memchr::memmem::find(inner.as_bytes().get(..MAX_WORD).unwrap_or(inner.as_bytes()), b"?=")?;
    let (content, rest) = (inner.get(..end)?, inner.get(end + 2..)?);
    let bytes = match encoding {
        "B" | "b" => base64_decode(content.as_bytes())?,
        "Q" | "q" => transfer::quoted_printable(content.replace('_', " ").as_bytes()),
        _ => return None,
    };
    // A language may follow the charset: `utf-8*en`.
    Some(Word { charset: charset.split('*').next().unwrap_or(charset), bytes, rest })
}

fn flush(out: &mut String, pending: &mut Option<(&str, Vec<u8>)>) {
    let Some((charset, bytes)) = pending.take() else { return };
    let text = match charset_decoder(charset.as_bytes()) {
        Some(decode) => decode(&bytes),
        None => text_of(&bytes).into_owned(),
    };
    out.extend(text.chars().map(|c| if matches!(c, '\r' | '\n' | '\0') { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn words_join_and_text_stays() {
        assert_eq!(decode("=?utf-8?B?w6k=?= =?utf-8?Q?_x?="), "\u{e9} x");
        assert_eq!(decode("Re: =?iso-8859-1?Q?caf=E9?= bar"), "Re: caf\u{e9} bar");
        assert_eq!(decode("a =?= b =?x"), "a =?= b =?x");
    }

    #[test]
    fn a_character_split_across_words_survives() {
        assert_eq!(decode("=?utf-8?B?4oI=?=\t=?utf-8?B?rA==?="), "\u{20ac}");
    }
}
