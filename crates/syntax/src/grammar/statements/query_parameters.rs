//! `declare query_parameters(a: long = 5)`.

use crate::ast::StatementKind;
use crate::grammar::functions::function_parameters;
use crate::parser::Parser;

pub fn query_parameters(p: &mut Parser) -> StatementKind {
    p.bump();
    p.bump();
    StatementKind::QueryParameters(function_parameters(p))
}
