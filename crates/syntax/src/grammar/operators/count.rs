//! `count`, `count as Name`.

use crate::ast::OperatorKind;
use crate::grammar::names::name;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn count(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    let name = p.eat_word("as").then(|| name(p, "a name"));
    OperatorKind::Count { parameters, name }
}
