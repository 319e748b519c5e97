//! `+ - * / %` and the signs: which types they take and give.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, UnaryOp};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn arithmetic(&mut self, op: &'static str, left: Expr, right: Expr, op_span: Span, span: Span) -> Result<Expr> {
        let (l, r) = (left.kql_type, right.kql_type);
        if left.is_unknown() || right.is_unknown() {
            let known = |t: Type, e: &Expr| if e.is_unknown() { Type::ALL.to_vec() } else { vec![t] };
            return Ok(Expr::unknown(only_result(op, &known(l, &left), &known(r, &right)), span));
        }
        let Some(returns) = result_type(op, l, r) else {
            let either = |t: Type| l == t || r == t;
            let help = match () {
                () if either(Type::Datetime) || either(Type::Timespan) => {
                    Some("a length of time is written 5d, 2h, 30m or 10s; todatetime() and totimespan() read texts")
                }
                () if either(Type::String) && op == "+" => {
                    Some("strcat() joins texts; tolong() and toreal() read a number from a text")
                }
                () if either(Type::String) => Some("tolong() and toreal() read a number from a text"),
                () => None,
            }
            .map(str::to_owned);
            return refuse_with(OPERAND_TYPE, op_span, format!("`{op}` does not take {l} and {r}"), help);
        };
        // Two numbers meet in the type of the answer; a dynamic is read as the other side's type.
        let in_numbers = |t: Type| t.is_number() || t == Type::Dynamic;
        let (left, right) = if in_numbers(l) && in_numbers(r) && (l, r) != (Type::Dynamic, Type::Dynamic) {
            (self.cast(left, returns)?, self.cast(right, returns)?)
        } else if l == Type::Dynamic && r != Type::Dynamic {
            (self.cast(left, r)?, right)
        } else if r == Type::Dynamic && l != Type::Dynamic {
            let right = self.cast(right, l)?;
            (left, right)
        } else {
            (left, right)
        };
        self.function(op, vec![left, right], returns, span)
    }

    pub fn unary(&mut self, op: UnaryOp, operand: &ast::Expr, env: &Env, row: Row, span: Span) -> Result<Expr> {
        let value = self.scalar(operand, env, row)?;
        let t = value.kql_type;
        if value.is_unknown() {
            return Ok(value);
        }
        if !t.is_summable() && t != Type::Dynamic {
            return refuse(OPERAND_TYPE, span, format!("a sign stands before a {t}"));
        }
        let returns = if t == Type::Int { Type::Long } else { t };
        let value = self.cast(value, returns)?;
        if op == UnaryOp::Plus {
            return Ok(value);
        }
        match value.as_literal() {
            Some(Value::Long(v)) => Ok(Expr::literal(Value::Long(v.wrapping_neg()), span)),
            Some(Value::Real(v)) => Ok(Expr::literal(Value::Real(-v), span)),
            Some(Value::Timespan(v)) => Ok(Expr::literal(Value::Timespan(v.wrapping_neg()), span)),
            _ => self.function("unary-", vec![value], returns, span),
        }
    }
}

/// The type of the answer, if it is the same for all of these types that the operator takes; else none is known.
fn only_result(op: &str, left: &[Type], right: &[Type]) -> Type {
    let typed = |t: &&Type| **t != Type::Dynamic;
    let pairs = left.iter().filter(typed).flat_map(|l| right.iter().filter(typed).map(|r| (*l, *r)));
    let mut results = pairs.filter_map(|(l, r)| result_type(op, l, r));
    match results.next() {
        Some(first) if results.all(|t| t == first) => first,
        _ => Type::Dynamic,
    }
}

/// The type of `l op r`, or nothing where the pair is refused.
fn result_type(op: &str, l: Type, r: Type) -> Option<Type> {
    use Type::*;
    let number = |t: Type| t.is_number();
    let wide = |a: Type, b: Type| a.widest(b).map(|t| if t == Int { Long } else { t });
    match (l, r) {
        (a, b) if number(a) && number(b) => return wide(a, b),
        (Dynamic, b) if number(b) => return wide(b, b),
        (a, Dynamic) if number(a) => return wide(a, a),
        (Dynamic, Dynamic) => return Some(Dynamic),
        _ => {}
    }
    Some(match (op, l, r) {
        ("+", Datetime, Timespan | Dynamic) | ("+", Timespan | Dynamic, Datetime) => Datetime,
        ("+" | "-", Timespan, Timespan | Dynamic) | ("+" | "-", Dynamic, Timespan) => Timespan,
        ("-", Datetime, Timespan) => Datetime,
        ("-", Datetime, Datetime | Dynamic) | ("-", Dynamic, Datetime) => Timespan,
        ("*", Timespan, b) if number(b) => Timespan,
        ("*", a, Timespan) if number(a) => Timespan,
        ("/", Timespan, Timespan) => Real,
        ("/" | "%", Timespan, b) if number(b) => Timespan,
        ("%", Datetime | Timespan, Timespan) => Timespan,
        _ => return None,
    })
}
