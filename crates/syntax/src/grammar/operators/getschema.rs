//! `getschema`.

use crate::ast::OperatorKind;
use crate::codes;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn getschema(p: &mut Parser) -> OperatorKind {
    let keyword = p.bump().span;
    if !parameters(p, &["kind"]).is_empty() {
        let help = "without `kind` it gives the columns as rows";
        p.refuse(codes::LEFT_OUT, keyword, "`getschema kind = …` is not supported", help);
    }
    OperatorKind::GetSchema
}
