//! `take 10`, `limit 10`.

use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn take(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    OperatorKind::Take { parameters, count: expression(p) }
}
