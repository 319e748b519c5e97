//! `lookup kind = leftouter (T) on a`.

use super::join::on;
use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn lookup(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind"]);
    let right = expression(p);
    OperatorKind::Lookup { parameters, right, on: on(p, "lookup") }
}
