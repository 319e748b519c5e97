//! `set option = value`, `set option`.

use crate::TokenKind;
use crate::ast::StatementKind;
use crate::grammar::binary::expression;
use crate::grammar::names::name;
use crate::parser::Parser;

pub fn set(p: &mut Parser) -> StatementKind {
    p.bump();
    let option = name(p, "an option");
    let value = p.eat(TokenKind::Equal).then(|| expression(p));
    StatementKind::Set { option, value }
}
