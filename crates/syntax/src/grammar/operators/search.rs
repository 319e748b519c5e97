//! `search kind = case_sensitive in (A, B*) "x" and col: "y"`.

use crate::TokenKind;
use crate::ast::{BinaryOp, Expr, ExprKind, OperatorKind};
use crate::grammar::binary::expression;
use crate::grammar::expr;
use crate::grammar::lists::comma_list;
use crate::grammar::parameters::parameters;
use crate::grammar::paths::entity;
use crate::parser::Parser;

pub fn search(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind", "datascope"]);
    let tables = tables(p);
    OperatorKind::Search { parameters, tables, predicate: predicate(p) }
}

/// `in (A, B*)`.
pub fn tables(p: &mut Parser) -> Vec<Expr> {
    if !p.at_word("in") || p.nth(1) != TokenKind::OpenParen {
        return Vec::new();
    }
    p.bump();
    let open = p.bump();
    let tables = comma_list(p, entity);
    p.close(TokenKind::CloseParen, open);
    tables
}

/// `*` alone, or `* and …`, asks for every row.
fn predicate(p: &mut Parser) -> Expr {
    let alone = match p.nth(1) {
        TokenKind::Word => p.word_at(1) == "and",
        TokenKind::Bar | TokenKind::Semicolon | TokenKind::CloseParen | TokenKind::CloseBrace | TokenKind::End => true,
        _ => false,
    };
    if !p.at(TokenKind::Star) || !alone {
        return expression(p);
    }
    let star = p.bump().span;
    let left = expr(ExprKind::Star, star);
    if !p.at_word("and") {
        return left;
    }
    let op_span = p.bump().span;
    let right = Box::new(expression(p));
    let kind = ExprKind::Binary { op: BinaryOp::And, op_span, left: Box::new(left), right };
    expr(kind, p.span_from(star.start))
}
