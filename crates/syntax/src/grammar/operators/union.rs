//! `union kind = outer withsource = S A, B*, (C | take 1)`.

use crate::ast::OperatorKind;
use crate::grammar::lists::comma_list;
use crate::grammar::parameters::parameters;
use crate::grammar::paths::entity;
use crate::parser::Parser;

pub fn union(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind", "withsource", "with_source", "isfuzzy", "best_effort"]);
    OperatorKind::Union { parameters, tables: comma_list(p, entity) }
}
