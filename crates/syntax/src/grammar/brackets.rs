//! `(…)`.

use super::expr;
use super::pipeline::pipeline;
use crate::TokenKind;
use crate::ast::{Expr, ExprKind};
use crate::parser::Parser;

/// Kept in the tree, because it bounds paths and pipelines.
pub fn parenthesized(p: &mut Parser) -> Expr {
    let open = p.bump();
    let inner = pipeline(p);
    p.close(TokenKind::CloseParen, open);
    expr(ExprKind::Paren(Box::new(inner)), p.span_from(open.span.start))
}
