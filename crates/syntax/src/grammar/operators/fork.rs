//! `fork name = (operators) (operators)`.

use crate::TokenKind;
use crate::ast::{Expr, Name, OperatorKind};
use crate::grammar::named::assigned_name;
use crate::grammar::pipeline::{operators_as_expression, pipeline};
use crate::parser::Parser;

pub fn fork(p: &mut Parser) -> OperatorKind {
    p.bump();
    let mut branches = vec![branch(p)];
    while p.at(TokenKind::OpenParen) || (p.at(TokenKind::Word) && p.nth(1) == TokenKind::Equal) {
        branches.push(branch(p));
    }
    OperatorKind::Fork(branches)
}

fn branch(p: &mut Parser) -> (Option<Name>, Expr) {
    let name = assigned_name(p);
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and operators") {
        return (name, crate::grammar::missing(open.span.start));
    }
    let body = if super::is_operator(p.word()) { operators_as_expression(p) } else { pipeline(p) };
    p.close(TokenKind::CloseParen, open);
    (name, body)
}
