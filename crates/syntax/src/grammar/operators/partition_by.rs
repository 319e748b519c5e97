//! `__partitionby a id 5 ( operators )`: the service's own, only parsed.

use crate::TokenKind;
use crate::ast::{GraphParts, OperatorKind};
use crate::grammar::literals::literal_only;
use crate::grammar::parameters::{parameter_value, parameters};
use crate::grammar::pipeline::operators_as_expression;
use crate::parser::Parser;

pub fn partition_by(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    let mut parts = GraphParts { exprs: vec![parameter_value(p)], ..GraphParts::default() };
    if p.eat_word("id") {
        parts.exprs.push(literal_only(p));
    }
    let open = p.token(0);
    if p.expect(TokenKind::OpenParen, "`(` and operators") {
        parts.exprs.push(operators_as_expression(p));
        p.close(TokenKind::CloseParen, open);
    }
    OperatorKind::Graph { name: "__partitionby".to_owned(), parameters, parts }
}
