//! Literals: the text forms become values here.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::Span;
use lurcher_syntax::ast::Literal;
use lurcher_types::{Type, Value, dynamic, text, time};

impl Binder<'_> {
    pub fn literal(&mut self, literal: &Literal, span: Span) -> Result<Expr> {
        let bad = |what: &str, text: &str| refuse(BAD_LITERAL, span, format!("`{text}` cannot be read as a {what}"));
        let value = match literal {
            Literal::Bool(v) => Value::Bool(*v),
            Literal::Int(v) => Value::Int(*v),
            Literal::Long(v) => Value::Long(*v),
            Literal::Real(v) => Value::Real(*v),
            Literal::String { text, .. } => Value::String(text.clone()),
            Literal::Decimal(t) => match text::parse_decimal(t) {
                Some(v) => Value::Decimal(v),
                None => return bad("decimal", t),
            },
            Literal::Datetime(t) if t.trim().is_empty() => return self.function("now", vec![], Type::Datetime, span),
            Literal::Datetime(t) => match time::parse_datetime_literal(t) {
                Some(v) => Value::Datetime(v),
                None => return Ok(self.unreadable(Type::Datetime, t, span)),
            },
            Literal::Timespan(t) => match time::parse_timespan_literal(t) {
                Some(v) => Value::Timespan(v),
                None => return Ok(self.unreadable(Type::Timespan, t, span)),
            },
            Literal::Guid(t) => match text::parse_guid(t) {
                Some(v) => Value::Guid(v),
                None => return bad("guid", t),
            },
            Literal::Dynamic(t) => match dynamic::from_literal_text(t) {
                Ok(encoded) if encoded == "null" => Value::Null(Type::Dynamic),
                Ok(encoded) => Value::Dynamic(encoded),
                Err(why) => return refuse(BAD_LITERAL, span, format!("this dynamic cannot be read: {why}")),
            },
            Literal::Null(name) => match Type::from_name(name) {
                Some(t) => Value::missing(t),
                None => return bad("type", name),
            },
        };
        Ok(Expr::literal(value, span))
    }

    /// Microsoft's binder does not look into these, and so takes a query with a place to fill in: it cannot run.
    fn unreadable(&mut self, kql_type: Type, text: &str, span: Span) -> Expr {
        self.lacks_by(BAD_LITERAL, format!("a {kql_type} that can be read, and not `{text}`,"), span);
        Expr::unknown(kql_type, span)
    }
}
