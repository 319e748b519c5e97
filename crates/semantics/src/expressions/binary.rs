//! Operators between two operands.

use super::text_operator;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, BinaryOp, ExprKind as Ast};
use lurcher_types::Type;

/// The longest sum or product whose terms are not constant: planning it takes time by the square of its length.
pub const MAX_ARITHMETIC: usize = 2_000;

/// What stands on the two sides of an operator.
#[derive(Clone, Copy)]
pub struct Operands<'e> {
    pub left: &'e ast::Expr,
    pub right: &'e ast::Expr,
    /// Of the operator alone, and of all.
    pub op_span: Span,
    pub span: Span,
}

/// Operators of arithmetic, of which many may stand in a row.
fn is_left_leaning(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo)
}

impl Binder<'_> {
    pub fn binary(&mut self, op: BinaryOp, operands: Operands, env: &Env, row: Row) -> Result<Expr> {
        let Operands { op_span, left, right, span } = operands;
        // A long chain of `and`s leans to the left: walk it, rather than recurse through it.
        if matches!(op, BinaryOp::And | BinaryOp::Or) {
            let mut terms = vec![right];
            let mut first = left;
            while let Ast::Binary { op: inner, left, right, .. } = &first.kind {
                if *inner != op {
                    break;
                }
                terms.push(right);
                first = left;
            }
            let mut result = self.condition(first, env, row)?;
            for term in terms.into_iter().rev() {
                let term = self.condition(term, env, row)?;
                let span = result.span.to(term.span);
                let (l, r) = (Box::new(result), Box::new(term));
                let kind = if op == BinaryOp::And { ExprKind::And(l, r) } else { ExprKind::Or(l, r) };
                result = Expr { kind, kql_type: Type::Bool, span };
            }
            return Ok(result);
        }
        if let Some(function) = text_operator::function(op) {
            return self.text_operator(function, operands, env, row);
        }
        if !is_left_leaning(op) {
            let (left, right) = (self.scalar(left, env, row)?, self.scalar(right, env, row)?);
            return self.applied(op, left, right, op_span, span);
        }
        // A long sum leans to the left, too.
        let mut rest = vec![(op, op_span, right, span)];
        let mut first = left;
        while let Ast::Binary { op, op_span, left, right } = &first.kind {
            if !is_left_leaning(*op) {
                break;
            }
            rest.push((*op, *op_span, right, first.span));
            first = left;
        }
        let mut result = self.scalar(first, env, row)?;
        let mut depth = 0;
        for (op, op_span, right, span) in rest.into_iter().rev() {
            let right = self.scalar(right, env, row)?;
            result = self.applied(op, result, right, op_span, span)?;
            depth = if result.as_literal().is_some() { 0 } else { depth + 1 };
            if depth > MAX_ARITHMETIC {
                let message = format!("more than {MAX_ARITHMETIC} operations of arithmetic stand in a row");
                return refuse(TOO_COMPLEX, span, message);
            }
        }
        Ok(result)
    }

    /// An operator over its operands.
    fn applied(&mut self, op: BinaryOp, left: Expr, right: Expr, op_span: Span, span: Span) -> Result<Expr> {
        match op {
            BinaryOp::Equal => self.compare(CompareOp::Equal, left, right, op_span, span),
            BinaryOp::NotEqual => self.compare(CompareOp::NotEqual, left, right, op_span, span),
            BinaryOp::Less => self.compare(CompareOp::Less, left, right, op_span, span),
            BinaryOp::LessOrEqual => self.compare(CompareOp::LessOrEqual, left, right, op_span, span),
            BinaryOp::Greater => self.compare(CompareOp::Greater, left, right, op_span, span),
            BinaryOp::GreaterOrEqual => self.compare(CompareOp::GreaterOrEqual, left, right, op_span, span),
            BinaryOp::Add => self.arithmetic("+", left, right, op_span, span),
            BinaryOp::Subtract => self.arithmetic("-", left, right, op_span, span),
            BinaryOp::Multiply => self.arithmetic("*", left, right, op_span, span),
            BinaryOp::Divide => self.arithmetic("/", left, right, op_span, span),
            BinaryOp::Modulo => self.arithmetic("%", left, right, op_span, span),
            BinaryOp::Search => refuse(WRONG_KIND, op_span, "`:` looks for a term in `search` alone; here `has` does"),
            _ => unsupported(
                UNSUPPORTED,
                op_span,
                "`like` and its kin are not supported: Kusto does not document what their patterns mean; write \
                 `startswith`, `contains` or `matches regex`",
            ),
        }
    }
}
