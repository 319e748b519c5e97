//! Text to tokens. The lexer never fails and loses nothing: what it cannot read becomes [`TokenKind::Unknown`].

mod guids;
mod numbers;
mod punctuation;
mod strings;
mod token;
mod words;
mod wrapped;

pub(crate) use strings::BLOCK_QUOTES;
pub use token::{Token, TokenKind};

use crate::Span;

/// Every token of the text, blanks and comments included.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && !rest.is_empty()
    {
        let (kind, length) = first_token(rest);
        all.push(Token { kind, span: Span::new(at as u32, (at + length) as u32) });
        at += length;
    }
    all
}

/// The kind of the token that `rest` begins with, and its length in bytes, which is never 0.
fn first_token(rest: &str) -> (TokenKind, usize) {
    let whitespace = blanks(rest);
    if whitespace > 0 {
        return (TokenKind::Whitespace, whitespace);
    }
    if rest.starts_with("//") {
        return (TokenKind::Comment, line(rest));
    }
    if rest.starts_with('#') {
        return (TokenKind::Directive, line(rest));
    }
    if let Some(length) = strings::length(rest) {
        return (TokenKind::String, length);
    }
    if let Some(found) = punctuation::read(rest) {
        return found;
    }
    if let Some(length) = guids::length(rest) {
        return (TokenKind::RawGuid, length);
    }
    if let Some(found) = numbers::read(rest) {
        return found;
    }
    if let Some(length) = wrapped::length(rest) {
        return (TokenKind::Wrapped, length);
    }
    if let Some(found) = words::read(rest) {
        return found;
    }
    (TokenKind::Unknown, rest.chars().next().map_or(1, char::len_utf8))
}

fn blanks(rest: &str) -> usize {
    let ascii = rest.bytes().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
    match rest.as_bytes().get(ascii) {
        Some(b) if b.is_ascii() && !b.is_ascii_control() => ascii,
        None => ascii,
        _ => rest.find(|c: char| !is_blank(c)).unwrap_or(rest.len()),
    }
}

/// Copied texts also hold blanks of no width, and the byte-order mark that editors leave.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The length of the first line, its end included.
fn line(rest: &str) -> usize {
    rest.find(['\n', '\r']).unwrap_or(rest.len())
}
