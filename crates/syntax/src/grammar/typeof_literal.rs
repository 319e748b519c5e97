//! `typeof(string)`, `typeof(a: long, *)`.

use super::expr;
use super::lists::comma_list;
use super::names::{no_name, take_name};
use super::schemas::column_or_star;
use crate::TokenKind;
use crate::ast::{ColumnDeclaration, Expr, ExprKind, Name, TypeOf};
use crate::parser::Parser;

pub fn type_of(p: &mut Parser) -> Expr {
    let start = p.start();
    p.bump();
    let open = p.bump();
    let plain = p.at(TokenKind::Word) && p.nth(1) == TokenKind::CloseParen;
    let columns = if plain {
        vec![ColumnDeclaration { name: no_name(p), type_name: take_name(p, 1) }]
    } else {
        comma_list(p, column_or_star)
    };
    p.close(TokenKind::CloseParen, open);
    expr(ExprKind::TypeOf(TypeOf { columns, is_schema: !plain }), p.span_from(start))
}

/// `typeof(string)` alone, as `to typeof(string)` and its kin take it.
pub fn plain_type(p: &mut Parser) -> Name {
    if !p.expect_word("typeof") {
        return no_name(p);
    }
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and a type") {
        return no_name(p);
    }
    let name = super::schemas::type_name(p);
    p.close(TokenKind::CloseParen, open);
    name
}
