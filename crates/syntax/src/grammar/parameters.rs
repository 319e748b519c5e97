//! `name = value` between an operator's keyword and its arguments (`kind = inner`, `hint.strategy = shuffle`), or behind `with`.

use super::lists::comma_list;
use super::names::{given_name, name_length, take_name};
use super::{expr, literals, missing};
use crate::TokenKind;
use crate::ast::{Expr, ExprKind, Name, NamedExpr, Parameter};
use crate::parser::Parser;

/// The parameters that follow: those of `known`, any `hint.…`, and the service's own `__…`.
pub fn parameters(p: &mut Parser, known: &[&str]) -> Vec<Parameter> {
    let mut all = Vec::new();
    while let Some(name) = parameter_name(p, known) {
        p.bump();
        all.push(Parameter { name, value: parameter_value(p) });
    }
    all
}

/// Takes the name if a `=` follows it.
fn parameter_name(p: &mut Parser, known: &[&str]) -> Option<Name> {
    let word = p.word();
    let is_hint = word == "hint" && p.nth(1) == TokenKind::Dot && p.nth(2) == TokenKind::Word;
    let length = if is_hint { 3 } else { usize::from(known.contains(&word) || word.starts_with("__")) };
    if length == 0 || p.nth(length) != TokenKind::Equal {
        return None;
    }
    let start = p.start();
    for _ in 0..length {
        p.bump();
    }
    let span = p.span_from(start);
    let text: String = p.text_at(span).chars().filter(|c| !c.is_whitespace()).collect();
    Some(Name { text, span, quoted: false })
}

/// A literal or a word; keywords are words here, as in `kind = inner`.
pub fn parameter_value(p: &mut Parser) -> Expr {
    let length = match p.kind() {
        TokenKind::Word if !literals::is_literal_word(p) => 1,
        _ => name_length(p, 0),
    };
    if length > 0 {
        let name = take_name(p, length);
        let span = name.span;
        return expr(ExprKind::Name(name), span);
    }
    if literals::starts_literal(p)
        || literals::is_literal_word(p)
        || matches!(p.kind(), TokenKind::Minus | TokenKind::Plus)
    {
        return literals::literal_only(p);
    }
    p.expected("a value");
    missing(p.start())
}

/// `(name = value, …)` behind `with`.
pub fn properties(p: &mut Parser, value: fn(&mut Parser) -> Expr) -> Vec<NamedExpr> {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and properties") {
        return Vec::new();
    }
    let properties = if p.at(TokenKind::CloseParen) { Vec::new() } else { comma_list(p, |p| property(p, value)) };
    p.close(TokenKind::CloseParen, open);
    properties
}

pub fn property(p: &mut Parser, value: fn(&mut Parser) -> Expr) -> NamedExpr {
    let name = given_name(p, "a property's name");
    p.expect(TokenKind::Equal, "`=`");
    NamedExpr { names: vec![name], tuple: false, value: value(p) }
}
