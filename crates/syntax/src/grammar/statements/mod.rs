//! Statements: one file each, and the choice between them.

mod alias;
mod let_statement;
mod pattern;
mod query_parameters;
mod restrict;
mod set;

use super::names::name_length;
use super::pipeline::pipeline;
use crate::ast::{Statement, StatementKind};
use crate::parser::Parser;

/// Does a statement other than an expression start here? Most of these words are names elsewhere.
pub fn starts_statement(p: &Parser) -> bool {
    match p.word() {
        "let" | "set" => name_length(p, 1) > 0,
        "declare" => matches!(p.word_at(1), "query_parameters" | "pattern"),
        "alias" => p.word_at(1) == "database",
        "restrict" => p.word_at(1) == "access",
        _ => false,
    }
}

pub fn statement(p: &mut Parser) -> Statement {
    let start = p.start();
    let kind = kind(p);
    Statement { kind, span: p.span_from(start) }
}

fn kind(p: &mut Parser) -> StatementKind {
    if !starts_statement(p) {
        return StatementKind::Expression(pipeline(p));
    }
    match (p.word(), p.word_at(1)) {
        ("let", _) => let_statement::let_statement(p),
        ("set", _) => set::set(p),
        ("declare", "pattern") => pattern::pattern(p),
        ("declare", _) => query_parameters::query_parameters(p),
        ("alias", _) => alias::alias(p),
        _ => restrict::restrict(p),
    }
}
