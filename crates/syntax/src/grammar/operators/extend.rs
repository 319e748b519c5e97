//! `extend name = value, …`.

use crate::ast::OperatorKind;
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::parser::Parser;

pub fn extend(p: &mut Parser) -> OperatorKind {
    p.bump();
    OperatorKind::Extend(comma_list(p, named_expression))
}
