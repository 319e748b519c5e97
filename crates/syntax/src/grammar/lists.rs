//! Things with commas between them.

use super::pipeline::pipeline;
use crate::TokenKind;
use crate::ast::Expr;
use crate::parser::Parser;

/// At least one.
pub fn comma_list<T>(p: &mut Parser, read: impl Fn(&mut Parser) -> T) -> Vec<T> {
    let mut all = vec![read(p)];
    while p.eat(TokenKind::Comma) {
        all.push(read(p));
    }
    all
}

/// None, or more, up to the token that ends the list; a comma may stand before that.
pub fn list_until<T>(p: &mut Parser, end: TokenKind, read: impl Fn(&mut Parser) -> T) -> Vec<T> {
    let mut all = Vec::new();
    while !p.at(end) {
        all.push(read(p));
        if !p.eat(TokenKind::Comma) {
            break;
        }
    }
    all
}

/// `(a, b)`, where each may be a query: the right side of `in` and `has_any`.
pub fn list_in_parentheses(p: &mut Parser) -> Vec<Expr> {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and a list") {
        return Vec::new();
    }
    let list = comma_list(p, pipeline);
    p.close(TokenKind::CloseParen, open);
    list
}
