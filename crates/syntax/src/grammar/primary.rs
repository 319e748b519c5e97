//! What an expression is made of: names, literals, calls, brackets.

use super::arguments::{call, call_with_hint};
use super::names::{complain_about_name, name_length, quoted_length, take_name, wildcard_length};
use super::{brackets, datatable, dynamic, expr, external, functions, literals, missing, typeof_literal};
use crate::TokenKind;
use crate::ast::{Expr, ExprKind, Literal};
use crate::keywords::is_callable;
use crate::parser::Parser;

pub fn primary(p: &mut Parser) -> Expr {
    match p.kind() {
        TokenKind::OpenParen => brackets::parenthesized(p),
        TokenKind::Word => word(p),
        TokenKind::Star => star(p),
        TokenKind::OpenBracket => bracketed(p),
        _ if literals::starts_literal(p) => literals::literal(p),
        _ => named(p),
    }
}

fn word(p: &mut Parser) -> Expr {
    if let Some(value) = literals::bool_of(p.word()) {
        let span = p.bump().span;
        return expr(ExprKind::Literal(Literal::Bool(value)), span);
    }
    let opens = p.nth(1) == TokenKind::OpenParen;
    match p.word() {
        "dynamic" if opens => dynamic::dynamic(p),
        "typeof" if opens => typeof_literal::type_of(p),
        "datatable" => datatable::datatable(p),
        "externaldata" | "external_data" => external::external_data(p),
        "inline_external_table" if opens => external::inline_external_table(p),
        "entity_group" if p.nth(1) == TokenKind::OpenBracket => functions::entity_group(p),
        "toscalar" | "totable" if p.word_at(1) == "kind" => expr_of_hinted_call(p),
        _ => named(p),
    }
}

fn expr_of_hinted_call(p: &mut Parser) -> Expr {
    let start = p.start();
    let call = call_with_hint(p);
    expr(ExprKind::Call(Box::new(call)), p.span_from(start))
}

/// A name, or a call.
fn named(p: &mut Parser) -> Expr {
    let start = p.start();
    let mut length = name_length(p, 0);
    if length == 0 && p.nth(1) == TokenKind::OpenParen && !p.word().is_empty() && is_callable(p.word()) {
        length = 1;
    }
    if length == 0 {
        complain_about_name(p, "an expression");
        return missing(start);
    }
    if p.nth(length) == TokenKind::OpenParen {
        let call = call(p, length);
        return expr(ExprKind::Call(Box::new(call)), p.span_from(start));
    }
    let name = take_name(p, length);
    let span = name.span;
    expr(ExprKind::Name(name), span)
}

/// `*` stands for every column where an operator that can take them follows: `* has "x"`.
fn star(p: &mut Parser) -> Expr {
    let span = p.bump().span;
    if super::infix::is_infix_at(p, 0) && !p.at(TokenKind::Star) {
        return expr(ExprKind::Star, span);
    }
    p.expected("an operator such as `has` behind `*`");
    missing(span.start)
}

/// `['a b']`, or a pattern in brackets: `[a*]`.
fn bracketed(p: &mut Parser) -> Expr {
    if quoted_length(p, 0) > 0 {
        return named(p);
    }
    let length = wildcard_length(p, 1);
    if length == 0 || p.nth(1 + length) != TokenKind::CloseBracket {
        p.expected("an expression; a list is written dynamic([…])");
        return missing(p.start());
    }
    let open = p.bump();
    let start = p.start();
    for _ in 0..length {
        p.bump();
    }
    let text = p.text_at(p.span_from(start)).to_owned();
    p.bump();
    expr(ExprKind::Wildcard(text), p.span_from(open.span.start))
}
