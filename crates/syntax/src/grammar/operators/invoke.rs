//! `invoke f(…)`.

use crate::ast::OperatorKind;
use crate::grammar::paths::path;
use crate::parser::Parser;

pub fn invoke(p: &mut Parser) -> OperatorKind {
    p.bump();
    OperatorKind::Invoke(path(p))
}
