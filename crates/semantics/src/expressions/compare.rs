//! `== != < <= > >=` and `between`.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::{Type, Value, text, time};

impl Binder<'_> {
    pub fn compare(&mut self, op: CompareOp, left: Expr, right: Expr, op_span: Span, span: Span) -> Result<Expr> {
        let (l, r) = (left.kql_type, right.kql_type);
        let equality = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        if left.is_unknown() || right.is_unknown() {
            return Ok(Expr::unknown(Type::Bool, span));
        }
        if l == Type::Dynamic || r == Type::Dynamic {
            return self.compare_dynamic(op, left, right, op_span, span);
        }
        if l == Type::String && r == Type::String && !equality {
            return refuse_with(
                OPERAND_TYPE,
                op_span,
                "strings have no `<` or `>`",
                Some("strcmp() compares two strings".into()),
            );
        }
        let (left, right) = if equality { self.read_text(left, right)? } else { (left, right) };
        let Some((left, right)) = self.meet(left, right)? else {
            if equality {
                // Microsoft's binder lets any two types be compared so; the engine does not.
                let message = format!("{l} and {r} cannot be compared: {}", how_to_compare(l, r));
                self.cannot_run(OPERAND_TYPE, message, op_span);
                return Ok(Expr::unknown(Type::Bool, span));
            }
            return refuse_with(
                OPERAND_TYPE,
                op_span,
                format!("{l} and {r} cannot be compared"),
                Some(how_to_compare(l, r).into()),
            );
        };
        Ok(comparison(op, left, right, span))
    }

    /// A text that is compared with a value of another type is read as that type, as in `ResultType == 0` over a column of
    /// text: what cannot be read equals nothing. The author is told.
    fn read_text(&mut self, left: Expr, right: Expr) -> Result<(Expr, Expr)> {
        let (l, r) = (left.kql_type, right.kql_type);
        let literal = |e: &Expr| e.as_literal().is_some();
        let readable =
            |text: &Expr, other: Type| text.kql_type == Type::String && other != Type::String && !literal(text);
        let (text, other) = match (readable(&left, r), readable(&right, l)) {
            (true, _) => (&left, r),
            (_, true) => (&right, l),
            _ => return Ok((left, right)),
        };
        let note = format!("a text is compared with a {other}: it is read as one");
        if !self.program.warnings.contains(&note) {
            self.program.warnings.push(note);
        }
        let read = self.cast(text.clone(), other)?;
        Ok(if l == Type::String { (read, right) } else { (left, read) })
    }

    /// Both sides in one type, if there is one: numbers widen, a literal text is read as the other side's type.
    fn meet(&mut self, left: Expr, right: Expr) -> Result<Option<(Expr, Expr)>> {
        let (l, r) = (left.kql_type, right.kql_type);
        if l == r {
            return Ok(Some((left, right)));
        }
        let number = |t: Type| t.is_number() || t == Type::Bool;
        if number(l) && number(r) {
            let as_number = |t: Type| if t == Type::Bool { Type::Long } else { t };
            let wide = as_number(l).widest(as_number(r)).unwrap_or(Type::Real);
            return Ok(Some((self.cast(left, wide)?, self.cast(right, wide)?)));
        }
        if l == Type::String
            && let Some(read) = literal_as(&left, r)
        {
            return Ok(Some((read, right)));
        }
        if r == Type::String
            && let Some(read) = literal_as(&right, l)
        {
            return Ok(Some((left, read)));
        }
        Ok(None)
    }

    fn compare_dynamic(&mut self, op: CompareOp, left: Expr, right: Expr, op_span: Span, span: Span) -> Result<Expr> {
        if left.kql_type == right.kql_type {
            return refuse_with(
                OPERAND_TYPE,
                op_span,
                "two dynamic values cannot be compared",
                Some("convert one of them, for example with tostring()".into()),
            );
        }
        let (dynamic, other, flipped) =
            if left.kql_type == Type::Dynamic { (left, right, false) } else { (right, left, true) };
        match op {
            CompareOp::Equal => self.function("__dynamic_equals", vec![dynamic, other], Type::Bool, span),
            CompareOp::NotEqual => {
                let equal = self.function("__dynamic_equals", vec![dynamic, other], Type::Bool, span)?;
                Ok(self.not(equal))
            }
            _ if other.kql_type.is_number() => {
                let order = self.function("__dynamic_compare", vec![dynamic, other], Type::Long, span)?;
                let zero = Expr::literal(Value::Long(0), span);
                Ok(if flipped { comparison(op, zero, order, span) } else { comparison(op, order, zero, span) })
            }
            _ => refuse_with(
                OPERAND_TYPE,
                op_span,
                format!("a dynamic has no order with a {}", other.kql_type),
                Some(format!("convert it first, for example with to{}()", other.kql_type)),
            ),
        }
    }

    pub fn between(
        &mut self,
        negated: bool,
        value: &ast::Expr,
        (low, high): (&ast::Expr, &ast::Expr),
        env: &Env,
        row: Row,
        span: Span,
    ) -> Result<Expr> {
        let value = self.scalar(value, env, row)?;
        let low = self.scalar(low, env, row)?;
        let high = self.scalar(high, env, row)?;
        let (t, l, h) = (value.kql_type, low.kql_type, high.kql_type);
        // A timespan behind a datetime is a length: `between (start .. 3d)`.
        let high = if t == Type::Datetime && l == Type::Datetime && h == Type::Timespan {
            let end = Box::new(low.clone());
            self.arithmetic("+", *end, high, span, span)?
        } else {
            high
        };
        if [t, l, h].contains(&Type::Bool) {
            return refuse(OPERAND_TYPE, span, "`between` does not take bools");
        }
        if [t, l, h].contains(&Type::String) && !(t == Type::Datetime || t == Type::Timespan) {
            return refuse(OPERAND_TYPE, span, "`between` does not take strings");
        }
        let bounds_known = [&low, &high].iter().all(|e| e.as_literal().is_some_and(|v| !v.is_null()));
        let from = self.compare(CompareOp::GreaterOrEqual, value.clone(), low, span, span)?;
        let to = self.compare(CompareOp::LessOrEqual, value, high, span, span)?;
        let both = if bounds_known {
            Expr { kind: ExprKind::And(Box::new(from), Box::new(to)), kql_type: Type::Bool, span }
        } else {
            // One null bound makes the whole null, where `and` might say false.
            self.function("__strict_and", vec![from, to], Type::Bool, span)?
        };
        Ok(if negated { self.not(both) } else { both })
    }
}

fn comparison(op: CompareOp, left: Expr, right: Expr, span: Span) -> Expr {
    Expr { kind: ExprKind::Compare { op, left: Box::new(left), right: Box::new(right) }, kql_type: Type::Bool, span }
}

/// A text literal read as another type, if it can be.
pub fn literal_as(e: &Expr, to: Type) -> Option<Expr> {
    let Some(Value::String(s)) = e.as_literal() else { return None };
    let value = match to {
        Type::Datetime => Value::Datetime(time::parse_datetime(s)?),
        Type::Timespan => Value::Timespan(time::parse_timespan(s)?),
        Type::Guid => Value::Guid(text::parse_guid(s)?),
        Type::Int => Value::Int(text::parse_int(s)?),
        Type::Long => Value::Long(text::parse_long(s)?),
        Type::Real => Value::Real(text::parse_real(s)?),
        Type::Bool => Value::Bool(text::parse_bool(s)?),
        _ => return None,
    };
    Some(Expr::literal(value, e.span))
}

/// What to do where two types have no order in common.
fn how_to_compare(l: Type, r: Type) -> &'static str {
    let either = |t: Type| l == t || r == t;
    let text = either(Type::String);
    match () {
        () if either(Type::Datetime) && text => "datetime(2026-01-15) is a literal, and todatetime() reads a text",
        () if either(Type::Datetime) => {
            "a datetime is compared with a datetime, such as datetime(2026-01-15) or ago(1d)"
        }
        () if either(Type::Timespan) && text => "1h or 2d is a literal, and totimespan() reads a text",
        () if either(Type::Timespan) => "a timespan is compared with a timespan, such as 1h or 2d",
        () if text => "tolong(), toreal() and their kin read a text",
        () => "convert one of them, for example with tostring()",
    }
}
