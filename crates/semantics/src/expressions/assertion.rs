//! `assert(condition, message)`: holds or fails while the query is bound, whether or not there are rows.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::ast;
use lurcher_types::describe::Kind;
use lurcher_types::{Type, Value};
use std::cmp::Ordering;

impl Binder<'_> {
    pub fn assertion(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let Some(entry) = self.language.entry("assert", Kind::Scalar) else {
            return unsupported(UNSUPPORTED_FUNCTION, call.span, "`assert` is not supported");
        };
        let given = self.given(&call.arguments, env, row)?;
        let bound = self.overload(entry, given, call.span)?;
        let ExprKind::Call { args, .. } = &bound.kind else { return Ok(bound) };
        match args.first().and_then(truth) {
            // Known when the query runs, as the value of a `toscalar`.
            None => Ok(bound),
            Some(Some(true)) => Ok(Expr::literal(Value::Bool(true), call.span)),
            Some(_) => {
                let message = match args.get(1).and_then(Expr::as_literal) {
                    Some(Value::String(text)) => text.clone(),
                    _ => String::new(),
                };
                refuse(ARGUMENT_TYPE, call.span, format!("assert: it failed with the message: {message}"))
            }
        }
    }
}

/// The value of a condition made of literals, in Kusto's three-valued logic; nothing for one that is not.
fn truth(e: &Expr) -> Option<Option<bool>> {
    match &e.kind {
        ExprKind::Literal(Value::Bool(b)) => Some(Some(*b)),
        ExprKind::Literal(Value::Null(Type::Bool)) => Some(None),
        ExprKind::Not(inner) => Some(truth(inner)?.map(|b| !b)),
        ExprKind::And(left, right) => Some(match (truth(left)?, truth(right)?) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }),
        ExprKind::Or(left, right) => Some(match (truth(left)?, truth(right)?) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }),
        ExprKind::Compare { op, left, right } => compared(*op, left.as_literal()?, right.as_literal()?),
        _ => None,
    }
}

fn compared(op: CompareOp, left: &Value, right: &Value) -> Option<Option<bool>> {
    match (left.is_null(), right.is_null()) {
        (false, false) => {}
        (true, true) => return Some(None),
        _ => {
            return Some(match op {
                CompareOp::Equal => Some(false),
                CompareOp::NotEqual => Some(true),
                _ => None,
            });
        }
    }
    let order = order(left, right)?;
    Some(Some(match op {
        CompareOp::Equal => order.is_eq(),
        CompareOp::NotEqual => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::LessOrEqual => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::GreaterOrEqual => order.is_ge(),
    }))
}

/// Both are of one type. Those without an answer here, NaN among them, are compared when the query runs.
fn order(left: &Value, right: &Value) -> Option<Ordering> {
    Some(match (left, right) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Long(a), Value::Long(b)) => a.cmp(b),
        (Value::Real(a), Value::Real(b)) => a.partial_cmp(b)?,
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Datetime(a), Value::Datetime(b)) | (Value::Timespan(a), Value::Timespan(b)) => a.cmp(b),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lurcher_syntax::Span;

    fn literal(value: Value) -> Box<Expr> {
        Box::new(Expr::literal(value, Span::default()))
    }

    fn expr(kind: ExprKind) -> Expr {
        Expr { kind, kql_type: Type::Bool, span: Span::default() }
    }

    fn compare(op: CompareOp, left: Value, right: Value) -> Expr {
        expr(ExprKind::Compare { op, left: literal(left), right: literal(right) })
    }

    #[test]
    fn conditions_of_literals() {
        let less = compare(CompareOp::Less, Value::Long(1), Value::Long(2));
        let null = compare(CompareOp::Less, Value::Long(1), Value::Null(Type::Long));
        assert_eq!(truth(&less), Some(Some(true)));
        assert_eq!(truth(&null), Some(None));
        assert_eq!(truth(&compare(CompareOp::NotEqual, Value::Long(1), Value::Null(Type::Long))), Some(Some(true)));
        let both = expr(ExprKind::And(Box::new(less.clone()), Box::new(null.clone())));
        assert_eq!(truth(&both), Some(None));
        let either = expr(ExprKind::Or(Box::new(less.clone()), Box::new(null)));
        assert_eq!(truth(&either), Some(Some(true)));
        assert_eq!(truth(&expr(ExprKind::Not(Box::new(less)))), Some(Some(false)));
        assert_eq!(truth(&compare(CompareOp::Equal, Value::Real(f64::NAN), Value::Real(1.0))), None);
    }
}
