//! `source | operator | operator`.

use super::binary::expression;
use super::{expr, operators};
use crate::TokenKind;
use crate::ast::{Expr, ExprKind, Operator, Pipe};
use crate::parser::Parser;

/// An expression that may be tabular: wherever KQL takes a query, not only a scalar.
pub fn pipeline(p: &mut Parser) -> Expr {
    let start = p.start();
    let source = if operators::starts_source(p) {
        let operator = operators::operator(p);
        end_of_operator(p);
        let span = operator.span;
        expr(ExprKind::Source(Box::new(operator)), span)
    } else {
        expression(p)
    };
    if !p.at(TokenKind::Bar) {
        return source;
    }
    let operators = more_operators(p);
    expr(ExprKind::Pipe(Box::new(Pipe { source, operators })), p.span_from(start))
}

/// `operator | operator`, as it stands in the parentheses of `mv-apply` and `partition`.
pub fn operators_only(p: &mut Parser) -> Vec<Operator> {
    let mut all = vec![operators::operator(p)];
    end_of_operator(p);
    all.extend(more_operators(p));
    all
}

/// The same as one expression, whose source is the first operator.
pub fn operators_as_expression(p: &mut Parser) -> Expr {
    let start = p.start();
    let first = operators::operator(p);
    end_of_operator(p);
    let span = first.span;
    let source = expr(ExprKind::Source(Box::new(first)), span);
    if !p.at(TokenKind::Bar) {
        return source;
    }
    let operators = more_operators(p);
    expr(ExprKind::Pipe(Box::new(Pipe { source, operators })), p.span_from(start))
}

fn more_operators(p: &mut Parser) -> Vec<Operator> {
    let mut all = Vec::new();
    while p.eat(TokenKind::Bar) {
        all.push(operators::operator(p));
        end_of_operator(p);
    }
    all
}

/// What an operator does not understand ends at the next `|`, or with the query around it.
fn end_of_operator(p: &mut Parser) {
    let ends = |kind| {
        use TokenKind::*;
        matches!(kind, Bar | Semicolon | Comma | CloseParen | CloseBracket | CloseBrace | End)
    };
    if ends(p.kind()) || super::statements::starts_statement(p) {
        return;
    }
    p.expected("`|`, `,`, `;` or an operator");
    p.skip_until(|kind| ends(kind) && kind != TokenKind::Comma);
}
