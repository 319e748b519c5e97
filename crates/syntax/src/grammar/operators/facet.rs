//! `facet by a, b with (operators)`.

use crate::TokenKind;
use crate::ast::OperatorKind;
use crate::grammar::lists::comma_list;
use crate::grammar::paths::path;
use crate::grammar::pipeline::operators_as_expression;
use crate::parser::Parser;

pub fn facet(p: &mut Parser) -> OperatorKind {
    p.bump();
    p.expect_word("by");
    let by = comma_list(p, path);
    let with = p.eat_word("with").then(|| {
        if !p.at(TokenKind::OpenParen) {
            return operators_as_expression(p);
        }
        let open = p.bump();
        let operators = operators_as_expression(p);
        p.close(TokenKind::CloseParen, open);
        operators
    });
    OperatorKind::Facet { by, with }
}
