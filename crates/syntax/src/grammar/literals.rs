//! Literals, except `dynamic(…)` and `typeof(…)`.

use super::{expr, missing};
use crate::ast::{Expr, ExprKind, Literal};
use crate::literal::{Problem, guids, numbers, strings, wrapped};
use crate::parser::Parser;
use crate::{TokenKind, codes};

pub fn starts_literal(p: &Parser) -> bool {
    use TokenKind::*;
    matches!(p.kind(), String | Long | Real | Timespan | Wrapped | RawGuid)
}

pub fn literal(p: &mut Parser) -> Expr {
    let start = p.start();
    if p.at(TokenKind::String) {
        return string(p);
    }
    let token = p.bump();
    let text = p.text_of(token);
    let read = match token.kind {
        TokenKind::Long => numbers::long(text).map(Literal::Long),
        TokenKind::Real => numbers::real(text).map(Literal::Real),
        TokenKind::Timespan => Ok(Literal::Timespan(text.to_owned())),
        TokenKind::Wrapped => wrapped::read(text),
        _ => Err(bare_guid()),
    };
    match read {
        Ok(literal) => expr(ExprKind::Literal(literal), token.span),
        Err(problem) => {
            p.complain_about_literal(token.span, problem);
            missing(start)
        }
    }
}

fn bare_guid() -> Problem {
    Problem::new(codes::BAD_LITERAL, "a guid stands in `guid(…)`, or in quotes as a string")
}

/// A string; neighbours are one.
fn string(p: &mut Parser) -> Expr {
    let start = p.start();
    let mut hidden = false;
    let mut n = 0;
    while p.nth(n) == TokenKind::String {
        hidden |= p.text_of(p.token(n)).starts_with(['h', 'H']);
        n += 1;
    }
    let text = string_text(p);
    expr(ExprKind::Literal(Literal::String { text, hidden }), p.span_from(start))
}

/// The joint text of the strings that follow.
pub fn string_text(p: &mut Parser) -> String {
    let mut joined = String::new();
    while p.at(TokenKind::String) {
        let token = p.bump();
        match strings::read(p.text_of(token)) {
            Ok(one) => joined.push_str(&one.text),
            Err(problem) => p.complain_about_literal(token.span, problem),
        }
    }
    joined
}

/// Is the word that stands here a literal, or the beginning of one?
pub fn is_literal_word(p: &Parser) -> bool {
    match p.word() {
        "dynamic" | "typeof" => p.nth(1) == TokenKind::OpenParen,
        word => bool_of(word).is_some(),
    }
}

pub fn bool_of(word: &str) -> Option<bool> {
    match word {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A literal where nothing else may stand; a number may have a sign directly before it.
pub fn literal_only(p: &mut Parser) -> Expr {
    let signed = matches!(p.kind(), TokenKind::Minus | TokenKind::Plus)
        && matches!(p.nth(1), TokenKind::Long | TokenKind::Real | TokenKind::Timespan);
    let client_parameter = p.at(TokenKind::OpenBrace) && super::names::name_length(p, 0) > 0;
    if signed || is_literal_word(p) || client_parameter || starts_literal(p) {
        return if signed { super::paths::signed(p) } else { super::primary::primary(p) };
    }
    p.expected("a literal");
    missing(p.start())
}

/// The text of a guid, checked; `dynamic(…)` takes it bare.
pub fn is_guid(text: &str) -> bool {
    guids::read(text).is_some()
}
