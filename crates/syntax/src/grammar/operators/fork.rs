//! `fork name = (operators) (operators)`.

use crate::TokenKind;
use crate::ast::{Expr, Name, OperatorKind};
use crate::grammar::named::assigned_name;
use crate::grammar::names::given_name_length;
use crate::grammar::pipeline::{operators_as_expression, pipeline};
use crate::parser::Parser;

pub fn fork(p: &mut Parser) -> OperatorKind {
    p.bump();
    let mut branches = vec![branch(p)];
    while starts_branch(p) {
        branches.push(branch(p));
    }
    OperatorKind::Fork(branches)
}

fn starts_branch(p: &Parser) -> bool {
    let name = given_name_length(p, 0);
    p.at(TokenKind::OpenParen) || (name > 0 && p.nth(name) == TokenKind::Equal)
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
