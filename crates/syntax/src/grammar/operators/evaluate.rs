//! `evaluate plugin(…) : (a: long)`.

use crate::TokenKind;
use crate::ast::OperatorKind;
use crate::grammar::parameters::parameters;
use crate::grammar::paths::path;
use crate::grammar::schemas::row_schema_with_star;
use crate::parser::Parser;

pub fn evaluate(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    let call = path(p);
    let schema = p.eat(TokenKind::Colon).then(|| row_schema_with_star(p));
    OperatorKind::Evaluate { parameters, call, schema }
}
