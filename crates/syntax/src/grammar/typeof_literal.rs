//! `typeof(string)`, `typeof(a: long, *)`.

use super::expr;
use super::lists::comma_list;
use super::names::take_name;
use super::schemas::column_or_star;
use crate::ast::{ColumnDeclaration, Expr, ExprKind, Name, TypeOf};
use crate::parser::Parser;
use crate::{Span, TokenKind};

pub fn type_of(p: &mut Parser) -> Expr {
    let start = p.start();
    p.bump();
    let open = p.bump();
    let plain = p.at(TokenKind::Word) && p.nth(1) == TokenKind::CloseParen;
    let columns = if plain {
        let nameless = Name { text: String::new(), span: Span::new(p.start(), p.start()), quoted: false };
        vec![ColumnDeclaration { name: nameless, type_name: take_name(p, 1) }]
    } else {
        comma_list(p, column_or_star)
    };
    p.close(TokenKind::CloseParen, open);
    expr(ExprKind::TypeOf(TypeOf { columns, is_schema: !plain }), p.span_from(start))
}

/// `typeof(string)` alone, as `to typeof(string)` and its kin take it.
pub fn plain_type(p: &mut Parser) -> Name {
    let at = Span::new(p.start(), p.start());
    let nothing = Name { text: String::new(), span: at, quoted: false };
    if !p.expect_word("typeof") {
        return nothing;
    }
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and a type") {
        return nothing;
    }
    let name = super::schemas::type_name(p);
    p.close(TokenKind::CloseParen, open);
    name
}
