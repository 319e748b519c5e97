//! Names: `a`, `['a b']`, `Email*`.

use super::literals::string_text;
use crate::ast::{ColumnPattern, Name};
use crate::codes;
use crate::keywords::{is_reserved, may_be_given};
use crate::parser::Parser;
use crate::{Span, TokenKind};

/// How many tokens the name `n` places ahead takes; 0 if there is none.
pub fn name_length(p: &Parser, n: usize) -> usize {
    match p.nth(n) {
        TokenKind::Word => usize::from(!is_reserved(p.word_at(n))),
        TokenKind::OpenBracket => quoted_length(p, n),
        TokenKind::OpenBrace => client_parameter_length(p, n),
        _ => 0,
    }
}

/// The same where something gets a name, which may be one of a few reserved words: `by = 1`.
pub fn given_name_length(p: &Parser, n: usize) -> usize {
    match p.nth(n) {
        TokenKind::Word => usize::from(may_be_given(p.word_at(n))),
        _ => name_length(p, n),
    }
}

/// `['a b']`.
pub fn quoted_length(p: &Parser, n: usize) -> usize {
    if p.nth(n) != TokenKind::OpenBracket {
        return 0;
    }
    let mut end = n + 1;
    while p.nth(end) == TokenKind::String {
        end += 1;
    }
    if end > n + 1 && p.nth(end) == TokenKind::CloseBracket { end + 1 - n } else { 0 }
}

/// `{TimeRange}`: a blank that a workbook fills in before it sends the query.
fn client_parameter_length(p: &Parser, n: usize) -> usize {
    let tight = p.nth(n + 1) == TokenKind::Word
        && p.nth(n + 2) == TokenKind::CloseBrace
        && p.is_adjacent(n + 1)
        && p.is_adjacent(n + 2);
    if tight && !is_reserved(p.word_at(n + 1)) { 3 } else { 0 }
}

/// Takes a name whose length one of the functions above has found.
pub fn take_name(p: &mut Parser, length: usize) -> Name {
    let start = p.start();
    match p.kind() {
        TokenKind::OpenBracket => {
            p.bump();
            let text = string_text(p);
            p.bump();
            Name { text, span: p.span_from(start), quoted: true }
        }
        _ => {
            for _ in 0..length {
                p.bump();
            }
            let span = p.span_from(start);
            Name { text: p.text_at(span).to_owned(), span, quoted: false }
        }
    }
}

/// Takes any word as a name, a keyword too.
pub fn word_name(p: &mut Parser) -> Name {
    take_name(p, 1)
}

/// A name that must be there.
pub fn name(p: &mut Parser, what: &str) -> Name {
    name_of(p, name_length(p, 0), what)
}

/// A name that something gets, and that must be there.
pub fn given_name(p: &mut Parser, what: &str) -> Name {
    name_of(p, given_name_length(p, 0), what)
}

/// Stands where a name is missing.
pub fn no_name(p: &Parser) -> Name {
    let at = p.start();
    Name { text: String::new(), span: Span::new(at, at), quoted: false }
}

fn name_of(p: &mut Parser, length: usize, what: &str) -> Name {
    if length > 0 {
        return take_name(p, length);
    }
    complain_about_name(p, what);
    no_name(p)
}

/// Says that no name is there; a keyword gets the advice to quote it.
pub fn complain_about_name(p: &mut Parser, what: &str) {
    let word = p.word();
    if word.is_empty() || word.contains('-') {
        p.expected(what);
        return;
    }
    let span = p.token(0).span;
    let message = format!("found the keyword `{word}`, expected {what}");
    p.complain_with(codes::KEYWORD_AS_NAME, span, message, &format!("as a name it is written ['{word}']"));
}

/// How many tokens the pattern `n` places ahead takes: `*`, `Email*`, `*_CL`, `a*b*`; 0 if there is none.
pub fn wildcard_length(p: &Parser, n: usize) -> usize {
    let part = |i: usize| match p.nth(i) {
        // A keyword such as `granny-asc` is one token, and no name.
        TokenKind::Word => !p.word_at(i).contains('-'),
        kind => matches!(kind, TokenKind::Star | TokenKind::Long | TokenKind::Timespan),
    };
    let mut end = n;
    let mut stars = 0;
    while part(end) && (end == n || p.is_adjacent(end)) {
        stars += usize::from(p.nth(end) == TokenKind::Star);
        end += 1;
    }
    let starts_well = matches!(p.nth(n), TokenKind::Word | TokenKind::Star);
    if stars > 0 && starts_well { end - n } else { 0 }
}

/// A column's name or a pattern of names, as `project-away` takes them.
pub fn column_pattern(p: &mut Parser) -> ColumnPattern {
    let length = wildcard_length(p, 0);
    if length == 0 {
        let name = name(p, "a column or a pattern such as `a*`");
        return ColumnPattern { text: name.text, wildcard: false, span: name.span };
    }
    let start = p.start();
    for _ in 0..length {
        p.bump();
    }
    let span = p.span_from(start);
    ColumnPattern { text: p.text_at(span).to_owned(), wildcard: true, span }
}
