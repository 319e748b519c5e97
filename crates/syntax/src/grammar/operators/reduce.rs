//! `reduce by a with threshold = 0.2, characters = "-"`.

use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::parameters::{parameter_value, parameters, property};
use crate::parser::Parser;

pub fn reduce(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind", "threshold", "characters"]);
    p.expect_word("by");
    let by = expression(p);
    let properties = if p.eat_word("with") { comma_list(p, |p| property(p, parameter_value)) } else { Vec::new() };
    OperatorKind::Reduce { parameters, by, properties }
}
