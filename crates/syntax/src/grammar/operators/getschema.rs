//! `getschema`.

use crate::ast::OperatorKind;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn getschema(p: &mut Parser) -> OperatorKind {
    p.bump();
    // `kind = csl` only asks for another spelling of the types.
    parameters(p, &["kind"]);
    OperatorKind::GetSchema
}
