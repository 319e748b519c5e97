//! `alias database name = cluster("c").database("d")`.

use crate::TokenKind;
use crate::ast::StatementKind;
use crate::grammar::binary::expression;
use crate::grammar::names::name;
use crate::parser::Parser;

pub fn alias(p: &mut Parser) -> StatementKind {
    p.bump();
    p.expect_word("database");
    let name = name(p, "a name");
    p.expect(TokenKind::Equal, "`=`");
    StatementKind::Alias { name, value: expression(p) }
}
