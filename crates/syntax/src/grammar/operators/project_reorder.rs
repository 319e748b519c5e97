//! `project-reorder a, b* asc, *`.

use super::project::ends;
use super::sort::direction;
use crate::ast::{ColumnPattern, Direction, OperatorKind};
use crate::grammar::lists::comma_list;
use crate::grammar::names::column_pattern;
use crate::parser::Parser;

pub fn project_reorder(p: &mut Parser) -> OperatorKind {
    p.bump();
    OperatorKind::ProjectReorder(if ends(p) { Vec::new() } else { comma_list(p, column) })
}

fn column(p: &mut Parser) -> (ColumnPattern, Direction) {
    (column_pattern(p), direction(p))
}
