//! Long rows of terms (`a or b or …`, `a.b.c…`) lean to the left, one level per term. Dropping or cloning them level by
//! level would need a stack as deep as the row is long, so both walk down the row in a loop.

use super::expression::{Expr, ExprKind};

impl Drop for Expr {
    fn drop(&mut self) {
        let mut next = take_left(self);
        while let Some(mut left) = next {
            next = take_left(&mut left);
        }
    }
}

impl Clone for Expr {
    fn clone(&self) -> Expr {
        let mut row = Vec::new();
        let mut first = self;
        while let Some(left) = left_of(&first.kind) {
            row.push(first);
            first = left;
        }
        let mut clone = Expr { kind: first.kind.clone(), span: first.span };
        while let Some(next) = row.pop() {
            clone = Expr { kind: with_left(&next.kind, Box::new(clone)), span: next.span };
        }
        clone
    }
}

/// The left neighbour in the row, if there is one.
fn left_of(kind: &ExprKind) -> Option<&Expr> {
    match kind {
        ExprKind::Binary { left, .. } => Some(left),
        ExprKind::Member { base, .. } | ExprKind::MemberCall { base, .. } | ExprKind::Index { base, .. } => Some(base),
        ExprKind::InList { value, .. } | ExprKind::Between { value, .. } => Some(value),
        _ => None,
    }
}

/// The left neighbour, taken out; the rest of the expression is dropped here.
fn take_left(expr: &mut Expr) -> Option<Box<Expr>> {
    left_of(&expr.kind)?;
    match std::mem::replace(&mut expr.kind, ExprKind::Error) {
        ExprKind::Binary { left, .. } => Some(left),
        ExprKind::Member { base, .. } | ExprKind::MemberCall { base, .. } | ExprKind::Index { base, .. } => Some(base),
        ExprKind::InList { value, .. } | ExprKind::Between { value, .. } => Some(value),
        _ => None,
    }
}

/// A clone of the expression with another left neighbour.
fn with_left(kind: &ExprKind, new: Box<Expr>) -> ExprKind {
    match kind {
        ExprKind::Binary { op, op_span, right, .. } => {
            ExprKind::Binary { op: *op, op_span: *op_span, left: new, right: right.clone() }
        }
        ExprKind::Member { name, .. } => ExprKind::Member { base: new, name: name.clone() },
        ExprKind::MemberCall { call, .. } => ExprKind::MemberCall { base: new, call: call.clone() },
        ExprKind::Index { index, .. } => ExprKind::Index { base: new, index: index.clone() },
        ExprKind::InList { op, op_span, list, .. } => {
            ExprKind::InList { op: *op, op_span: *op_span, value: new, list: list.clone() }
        }
        ExprKind::Between { negated, op_span, low, high, .. } => {
            let (low, high) = (low.clone(), high.clone());
            ExprKind::Between { negated: *negated, op_span: *op_span, value: new, low, high }
        }
        other => other.clone(),
    }
}
