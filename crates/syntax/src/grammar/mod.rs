//! What KQL looks like: one file per construct. Every function takes what it reads from the parser and gives back its
//! tree; where the text is wrong it complains and gives back the best tree it can.

mod arguments;
mod binary;
mod brackets;
mod datatable;
mod dynamic;
mod external;
mod functions;
mod infix;
mod lists;
mod literals;
mod named;
mod names;
mod operators;
mod parameters;
mod paths;
mod patterns;
mod pipeline;
mod primary;
mod query;
mod schemas;
mod statements;
mod typeof_literal;

#[cfg(test)]
pub use operators::OPERATORS;
pub use operators::is_operator;
pub use query::query;

use crate::Span;
use crate::ast::{Expr, ExprKind};

fn expr(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, span }
}

/// Stands where the text could not be read.
fn missing(at: u32) -> Expr {
    expr(ExprKind::Error, Span::new(at, at))
}
