//! Long rows of terms (`a or b or …`, `a.b.c…`) lean to the left, one level per term. Dropping them level by level
//! would need a stack as deep as the row is long, so they are taken apart in a loop.

use super::expression::{Expr, ExprKind};

impl Drop for Expr {
    fn drop(&mut self) {
        let mut next = take_left(self);
        while let Some(mut left) = next {
            next = take_left(&mut left);
        }
    }
}

/// The left neighbour in the row, if there is one; the rest of the expression is dropped here.
fn take_left(expr: &mut Expr) -> Option<Box<Expr>> {
    let has_left = matches!(
        expr.kind,
        ExprKind::Binary { .. }
            | ExprKind::Member { .. }
            | ExprKind::MemberCall { .. }
            | ExprKind::Index { .. }
            | ExprKind::InList { .. }
            | ExprKind::Between { .. }
    );
    if !has_left {
        return None;
    }
    match std::mem::replace(&mut expr.kind, ExprKind::Error) {
        ExprKind::Binary { left, .. } => Some(left),
        ExprKind::Member { base, .. } | ExprKind::MemberCall { base, .. } | ExprKind::Index { base, .. } => Some(base),
        ExprKind::InList { value, .. } | ExprKind::Between { value, .. } => Some(value),
        _ => None,
    }
}
