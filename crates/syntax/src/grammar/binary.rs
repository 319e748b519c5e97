//! Operators between two expressions, by precedence.

use super::infix::{Infix, infix};
use super::lists::list_in_parentheses;
use super::paths::signed;
use super::{expr, missing};
use crate::ast::{Expr, ExprKind};
use crate::limits::MAX_CHAIN;
use crate::parser::Parser;
use crate::{Span, TokenKind};

/// A scalar expression. (A table's name is one too: only the binder can tell.)
pub fn expression(p: &mut Parser) -> Expr {
    let start = p.start();
    p.nested(|p| from_level(p, 1)).unwrap_or_else(|| missing(start))
}

/// Long rows such as `a or b or …` are read in a loop, so that they cost no stack.
fn from_level(p: &mut Parser, lowest: u8) -> Expr {
    let start = p.start();
    let mut left = signed(p);
    // Comparisons do not chain: behind one, only operators that bind less tightly may follow.
    let mut highest = u8::MAX;
    let mut terms = 1;
    while let Some((operator, tokens)) = infix(p) {
        let level = operator.level();
        if level < lowest || level > highest {
            break;
        }
        terms += 1;
        if terms > MAX_CHAIN {
            p.give_up(format!("more than {MAX_CHAIN} terms stand in a row"));
            break;
        }
        let op_start = p.start();
        for _ in 0..tokens {
            p.bump();
        }
        let op_span = p.span_from(op_start);
        let kind = right_side(p, operator, op_span, Box::new(left));
        left = expr(kind, p.span_from(start));
        highest = if operator.chains() { level } else { level - 1 };
    }
    left
}

fn right_side(p: &mut Parser, operator: Infix, op_span: Span, left: Box<Expr>) -> ExprKind {
    match operator {
        Infix::Binary(op) => {
            let right = Box::new(from_level(p, operator.level() + 1));
            ExprKind::Binary { op, op_span, left, right }
        }
        Infix::List(op) => ExprKind::InList { op, op_span, value: left, list: list_in_parentheses(p) },
        Infix::Between { negated } => {
            let (low, high) = limits(p);
            ExprKind::Between { negated, op_span, value: left, low: Box::new(low), high: Box::new(high) }
        }
    }
}

/// `(low .. high)`.
fn limits(p: &mut Parser) -> (Expr, Expr) {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and the limits, as in `between (1 .. 9)`") {
        return (missing(open.span.start), missing(open.span.start));
    }
    let low = expression(p);
    p.expect(TokenKind::DotDot, "`..`");
    let high = expression(p);
    p.close(TokenKind::CloseParen, open);
    (low, high)
}
