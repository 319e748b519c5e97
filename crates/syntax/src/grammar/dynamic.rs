//! `dynamic(…)`: JSON whose values may also be KQL literals such as `datetime(…)`.

use super::expr;
use super::literals::{bool_of, is_guid};
use crate::ast::{Expr, ExprKind, Literal};
use crate::literal::{strings, wrapped};
use crate::parser::Parser;
use crate::{Span, TokenKind, codes};

/// Checks the shape and keeps the text; what it means is for a later stage.
pub fn dynamic(p: &mut Parser) -> Expr {
    let start = p.start();
    p.bump();
    let open = p.bump();
    let is_null = p.at_word("null") && p.nth(1) == TokenKind::CloseParen;
    value(p);
    let end = p.start();
    p.close(TokenKind::CloseParen, open);
    let inside = p.text_at(Span::new(open.span.end, end.max(open.span.end))).trim().to_owned();
    let literal = if is_null { Literal::Null("dynamic".to_owned()) } else { Literal::Dynamic(inside) };
    expr(ExprKind::Literal(literal), p.span_from(start))
}

fn value(p: &mut Parser) {
    p.nested(|p| match p.kind() {
        TokenKind::OpenBracket => array(p),
        TokenKind::OpenBrace => object(p),
        TokenKind::String => string(p),
        TokenKind::Wrapped => wrapped_value(p),
        TokenKind::Long | TokenKind::Real | TokenKind::Timespan => {
            p.bump();
        }
        TokenKind::Minus | TokenKind::Plus => number(p),
        TokenKind::RawGuid => bare_guid(p),
        _ => word(p),
    });
}

fn word(p: &mut Parser) {
    match p.word() {
        word if word == "null" || bool_of(word).is_some() => {
            p.bump();
        }
        "dynamic" if p.nth(1) == TokenKind::OpenParen => {
            dynamic(p);
        }
        _ => p.expected("a JSON value"),
    }
}

fn number(p: &mut Parser) {
    p.bump();
    if matches!(p.kind(), TokenKind::Long | TokenKind::Real | TokenKind::Timespan) {
        p.bump();
    } else {
        p.expected("a number");
    }
}

fn string(p: &mut Parser) {
    while p.at(TokenKind::String) {
        let token = p.bump();
        if let Err(problem) = strings::read(p.text_of(token)) {
            p.complain_about_literal(token.span, problem);
        }
    }
}

fn wrapped_value(p: &mut Parser) {
    let token = p.bump();
    if let Err(problem) = wrapped::read(p.text_of(token)) {
        p.complain_about_literal(token.span, problem);
    }
}

fn bare_guid(p: &mut Parser) {
    let token = p.bump();
    if !is_guid(p.text_of(token)) {
        p.complain(codes::BAD_LITERAL, token.span, "this is no guid");
    }
}

fn array(p: &mut Parser) {
    let open = p.bump();
    if !p.at(TokenKind::CloseBracket) {
        super::lists::comma_list(p, value);
    }
    p.close(TokenKind::CloseBracket, open);
}

fn object(p: &mut Parser) {
    let open = p.bump();
    if !p.at(TokenKind::CloseBrace) {
        super::lists::comma_list(p, property);
    }
    p.close(TokenKind::CloseBrace, open);
}

fn property(p: &mut Parser) {
    if !p.at(TokenKind::String) {
        p.expected("a property's name in quotes");
        return;
    }
    string(p);
    if p.expect(TokenKind::Colon, "`:`") {
        value(p);
    }
}
