//! `top 5 by a desc`.

use super::sort::ordering;
use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn top(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    let count = expression(p);
    p.expect_word("by");
    OperatorKind::Top { parameters, count, by: ordering(p) }
}
