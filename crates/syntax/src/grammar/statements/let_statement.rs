//! `let name = value`.

use crate::TokenKind;
use crate::ast::StatementKind;
use crate::grammar::functions::let_value;
use crate::grammar::names::name;
use crate::parser::Parser;

pub fn let_statement(p: &mut Parser) -> StatementKind {
    p.bump();
    let name = name(p, "a name");
    p.expect(TokenKind::Equal, "`=`");
    StatementKind::Let { name, value: let_value(p) }
}
