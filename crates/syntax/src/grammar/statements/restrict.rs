//! `restrict access to (T, a*, database("d").*)`.

use crate::TokenKind;
use crate::ast::StatementKind;
use crate::grammar::lists::comma_list;
use crate::grammar::paths::entity;
use crate::parser::Parser;

pub fn restrict(p: &mut Parser) -> StatementKind {
    p.bump();
    p.expect_word("access");
    p.expect_word("to");
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and what may be seen") {
        return StatementKind::Restrict(Vec::new());
    }
    let entities = comma_list(p, entity);
    p.close(TokenKind::CloseParen, open);
    StatementKind::Restrict(entities)
}
