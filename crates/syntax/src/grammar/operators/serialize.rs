//! `serialize`, `serialize a = row_number()`.

use super::project::ends;
use crate::ast::OperatorKind;
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn serialize(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    let columns = if ends(p) { Vec::new() } else { comma_list(p, named_expression) };
    OperatorKind::Serialize { parameters, columns }
}
