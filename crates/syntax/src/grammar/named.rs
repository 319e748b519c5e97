//! `name = value`, `(a, b) = value`, or just a value.

use super::binary::expression;
use super::lists::comma_list;
use super::names::{given_name, given_name_length, take_name};
use crate::TokenKind;
use crate::ast::{Expr, Name, NamedExpr};
use crate::parser::Parser;

pub fn unnamed(value: Expr) -> NamedExpr {
    NamedExpr { names: Vec::new(), tuple: false, value }
}

pub fn named_expression(p: &mut Parser) -> NamedExpr {
    if let Some(name) = assigned_name(p) {
        return NamedExpr { names: vec![name], tuple: false, value: expression(p) };
    }
    if !is_tuple(p) {
        return unnamed(expression(p));
    }
    p.bump();
    let names = comma_list(p, |p| given_name(p, "a name"));
    p.bump();
    p.bump();
    NamedExpr { names, tuple: true, value: expression(p) }
}

/// Takes `name =` if that is there.
pub fn assigned_name(p: &mut Parser) -> Option<Name> {
    let length = given_name_length(p, 0);
    if length == 0 || p.nth(length) != TokenKind::Equal {
        return None;
    }
    let name = take_name(p, length);
    p.bump();
    Some(name)
}

/// Does `(a, b) =` follow?
fn is_tuple(p: &Parser) -> bool {
    if !p.at(TokenKind::OpenParen) {
        return false;
    }
    let mut n = 1;
    loop {
        let length = given_name_length(p, n);
        if length == 0 {
            return false;
        }
        n += length;
        match p.nth(n) {
            TokenKind::Comma => n += 1,
            TokenKind::CloseParen => return p.nth(n + 1) == TokenKind::Equal,
            _ => return false,
        }
    }
}
