//! `partition by a ( operators )`, `partition by a { query }`.

use crate::TokenKind;
use crate::ast::{OperatorKind, PartitionBody};
use crate::grammar::missing;
use crate::grammar::parameters::{parameter_value, parameters};
use crate::grammar::paths::path;
use crate::grammar::pipeline::{operators_only, pipeline};
use crate::parser::Parser;

pub fn partition(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    p.expect_word("by");
    let by = by(p);
    OperatorKind::Partition { parameters, by, body: body(p) }
}

/// The column. A call cannot stand here: its parentheses would be those of the operators.
fn by(p: &mut Parser) -> crate::ast::Expr {
    if p.nth(1) == TokenKind::OpenParen { parameter_value(p) } else { path(p) }
}

fn body(p: &mut Parser) -> PartitionBody {
    let open = p.token(0);
    match open.kind {
        TokenKind::OpenBrace => {
            p.bump();
            let query = pipeline(p);
            p.close(TokenKind::CloseBrace, open);
            PartitionBody::Query(query)
        }
        TokenKind::OpenParen => {
            p.bump();
            let body = if super::is_operator(p.word()) {
                PartitionBody::Operators(operators_only(p))
            } else {
                PartitionBody::Query(pipeline(p))
            };
            p.close(TokenKind::CloseParen, open);
            body
        }
        _ => {
            p.expected("`(` and operators, or `{` and a query");
            PartitionBody::Query(missing(open.span.start))
        }
    }
}
