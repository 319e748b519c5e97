//! `project-by-names "a", dynamic(["b"])`.

use super::project::ends;
use crate::ast::{Expr, OperatorKind};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::names::wildcard_length;
use crate::grammar::paths::entity;
use crate::parser::Parser;

pub fn project_by_names(p: &mut Parser) -> OperatorKind {
    p.bump();
    OperatorKind::ProjectByNames(if ends(p) { Vec::new() } else { comma_list(p, column) })
}

fn column(p: &mut Parser) -> Expr {
    if wildcard_length(p, 0) > 0 { entity(p) } else { expression(p) }
}
