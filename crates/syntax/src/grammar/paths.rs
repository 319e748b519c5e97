//! Signs before, and paths behind, an expression: `-x`, `a.b`, `a["x"]`, `database("d").T`.

use super::arguments::call;
use super::binary::expression;
use super::names::{name_length, no_name, quoted_length, take_name, wildcard_length, word_name};
use super::primary::primary;
use super::{expr, missing};
use crate::TokenKind;
use crate::ast::{Expr, ExprKind, Literal, UnaryOp};
use crate::limits::MAX_CHAIN;
use crate::parser::Parser;

/// An expression with at most one sign before it.
pub fn signed(p: &mut Parser) -> Expr {
    let start = p.start();
    let op = match p.kind() {
        TokenKind::Minus => UnaryOp::Minus,
        TokenKind::Plus => UnaryOp::Plus,
        _ => return path(p),
    };
    p.bump();
    if op == UnaryOp::Minus && p.at(TokenKind::Long) && p.text_of(p.token(0)) == "9223372036854775808" {
        // The smallest long: its digits alone do not fit.
        p.bump();
        return expr(ExprKind::Literal(Literal::Long(i64::MIN)), p.span_from(start));
    }
    let operand = Box::new(path(p));
    expr(ExprKind::Unary { op, operand }, p.span_from(start))
}

pub fn path(p: &mut Parser) -> Expr {
    let start = p.start();
    let first = primary(p);
    steps(p, start, first, false)
}

/// A table, or a pattern of tables: `T`, `Email*`, `database("d").T*`.
pub fn entity(p: &mut Parser) -> Expr {
    let start = p.start();
    match wildcard(p) {
        Some(wildcard) => wildcard,
        None => {
            let first = primary(p);
            steps(p, start, first, true)
        }
    }
}

/// `T*` as one expression.
fn wildcard(p: &mut Parser) -> Option<Expr> {
    let length = wildcard_length(p, 0);
    if length == 0 {
        return None;
    }
    let start = p.start();
    for _ in 0..length {
        p.bump();
    }
    let span = p.span_from(start);
    Some(expr(ExprKind::Wildcard(p.text_at(span).to_owned()), span))
}

/// `patterns`: may a name with `*` follow a point? Elsewhere `a.b*2` is a product.
fn steps(p: &mut Parser, start: u32, first: Expr, patterns: bool) -> Expr {
    let mut base = first;
    let mut terms = 1;
    loop {
        let kind = match p.kind() {
            TokenKind::Dot => {
                p.bump();
                dotted(p, base, patterns)
            }
            TokenKind::OpenBracket => indexed(p, base),
            _ => return base,
        };
        base = expr(kind, p.span_from(start));
        terms += 1;
        if terms > MAX_CHAIN {
            p.give_up(format!("a path has more than {MAX_CHAIN} steps"));
        }
    }
}

/// What follows the `.`.
fn dotted(p: &mut Parser, base: Expr, patterns: bool) -> ExprKind {
    let base = Box::new(base);
    let length = name_length(p, 0);
    if length > 0 && p.nth(length) == TokenKind::OpenParen {
        return ExprKind::MemberCall { base, call: Box::new(call(p, length)) };
    }
    let wildcard = if patterns { wildcard_length(p, 0) } else { 0 };
    if wildcard > 0 {
        return ExprKind::Member { base, name: take_name(p, wildcard) };
    }
    match p.kind() {
        TokenKind::OpenBracket if quoted_length(p, 0) == 0 => indexed(p, *base),
        _ if length > 0 => ExprKind::Member { base, name: take_name(p, length) },
        // Behind a point a keyword can only be a name.
        TokenKind::Word => ExprKind::Member { base, name: word_name(p) },
        _ => {
            p.expected("a name or `[`");
            ExprKind::Member { base, name: no_name(p) }
        }
    }
}

/// `[i]`.
fn indexed(p: &mut Parser, base: Expr) -> ExprKind {
    let open = p.bump();
    let index = if p.at(TokenKind::CloseBracket) {
        p.expected("an index");
        missing(p.start())
    } else {
        expression(p)
    };
    p.close(TokenKind::CloseBracket, open);
    ExprKind::Index { base: Box::new(base), index: Box::new(index) }
}
