//! Conversions that the binder puts in, and constant folding.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::Span;
use lurcher_types::describe::{Entry, Stability, takes_pattern};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// The value as another type: numbers widen, the rest is what `to<type>()` does.
    pub fn cast(&mut self, value: Expr, to: Type) -> Result<Expr> {
        if value.kql_type == to {
            return Ok(value);
        }
        if value.is_unknown() {
            return Ok(Expr::unknown(to, value.span));
        }
        if let Some(v) = value.as_literal()
            && let Some(v) = widen(v, to)
        {
            return Ok(Expr::literal(v, value.span));
        }
        let function = match (value.kql_type, to) {
            (from, Type::Long) if from.is_integer() => "__cast_long",
            (from, Type::Real) if from.is_integer() => "__cast_real",
            (from, Type::Decimal) if from.is_number() => "__cast_decimal",
            (_, Type::Dynamic) => "__to_dynamic",
            (_, to) => conversion(to),
        };
        let span = value.span;
        self.function(function, vec![value], to, span)
    }

    /// A call, or its value where it is constant.
    pub fn fold_or_call(&mut self, entry: &'static Entry, args: Vec<Expr>, returns: Type, span: Span) -> Result<Expr> {
        let description = entry.description;
        let foldable = description.stability == Stability::Pure || matches!(description.name, "now" | "ago");
        let constants: Option<Vec<Value>> = args.iter().map(|a| a.as_literal().cloned()).collect();
        if let (true, Some(constants)) = (foldable, constants) {
            return match self.language.fold(description.name, &constants, returns) {
                Ok(value) => Ok(Expr::literal(value, span)),
                Err(no) if no.is_unbuilt => {
                    unsupported(UNSUPPORTED_FUNCTION, span, format!("{}: {}", description.name, no.why))
                }
                Err(no) => refuse(ARGUMENT_TYPE, span, format!("{}: {}", description.name, no.why)),
            };
        }
        if takes_pattern(description.name) {
            // Microsoft's binder does not look into patterns, so such a query binds; it will not run, and is told so now.
            let sample: Vec<Value> =
                args.iter().map(|a| a.as_literal().cloned().unwrap_or(Value::missing(a.kql_type))).collect();
            if let Err(no) = self.language.fold(description.name, &sample, returns) {
                self.program.warnings.push(format!("this query will not run: {}: {}", description.name, no.why));
            }
        }
        Ok(Expr::call(description.name, args, returns, span))
    }
}

/// The public function that converts to a type.
pub fn conversion(to: Type) -> &'static str {
    match to {
        Type::Bool => "tobool",
        Type::Int => "toint",
        Type::Long => "tolong",
        Type::Real => "toreal",
        Type::Decimal => "todecimal",
        Type::String => "tostring",
        Type::Datetime => "todatetime",
        Type::Timespan => "totimespan",
        Type::Guid => "toguid",
        Type::Dynamic => "todynamic",
    }
}

/// A literal number in a wider type, and a null in any.
fn widen(value: &Value, to: Type) -> Option<Value> {
    Some(match (value, to) {
        (Value::Null(_), to) => Value::missing(to),
        (Value::Int(v), Type::Long) => Value::Long(i64::from(*v)),
        (Value::Int(v), Type::Real) => Value::Real(f64::from(*v)),
        (Value::Long(v), Type::Real) => Value::Real(*v as f64),
        _ => return None,
    })
}
