//! `project`, `project-away`, `project-keep`, `project-rename`: columns, with commas between them.

use crate::TokenKind;
use crate::ast::{ColumnPattern, NamedExpr, OperatorKind};
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::grammar::names::column_pattern;
use crate::parser::Parser;

pub fn project(p: &mut Parser) -> OperatorKind {
    OperatorKind::Project(columns(p))
}

pub fn project_rename(p: &mut Parser) -> OperatorKind {
    OperatorKind::ProjectRename(columns(p))
}

pub fn project_away(p: &mut Parser) -> OperatorKind {
    OperatorKind::ProjectAway(patterns(p))
}

pub fn project_keep(p: &mut Parser) -> OperatorKind {
    OperatorKind::ProjectKeep(patterns(p))
}

/// None at all is legal, if of little use.
fn columns(p: &mut Parser) -> Vec<NamedExpr> {
    p.bump();
    if ends(p) { Vec::new() } else { comma_list(p, named_expression) }
}

fn patterns(p: &mut Parser) -> Vec<ColumnPattern> {
    p.bump();
    if ends(p) { Vec::new() } else { comma_list(p, column_pattern) }
}

pub fn ends(p: &Parser) -> bool {
    use TokenKind::*;
    matches!(p.kind(), Bar | Semicolon | CloseParen | CloseBracket | CloseBrace | End)
}
