//! `as Name`.

use crate::ast::OperatorKind;
use crate::grammar::names::name;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn as_operator(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    OperatorKind::As { parameters, name: name(p, "a name") }
}
