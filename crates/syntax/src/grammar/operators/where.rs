//! `where predicate`, `filter predicate`.

use crate::TokenKind;
use crate::ast::OperatorKind;
use crate::codes;
use crate::grammar::binary::expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn where_operator(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    let predicate = expression(p);
    if p.at(TokenKind::Equal) {
        let span = p.token(0).span;
        p.complain_with(
            codes::UNEXPECTED,
            span,
            "`=` gives a name, it does not compare",
            "two values are compared with `==`",
        );
    }
    OperatorKind::Where { parameters, predicate }
}
