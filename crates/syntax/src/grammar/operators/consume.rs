//! `consume`.

use crate::ast::OperatorKind;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn consume(p: &mut Parser) -> OperatorKind {
    p.bump();
    OperatorKind::Consume { parameters: parameters(p, &["decodeblocks"]) }
}
