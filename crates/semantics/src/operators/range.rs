use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// `range x from a to b step s`: both ends included where they are hit.
    pub fn range(
        &mut self,
        name: &ast::Name,
        from: &ast::Expr,
        to: &ast::Expr,
        step: &ast::Expr,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let from = self.scalar(from, env, Row::NONE)?;
        let to = self.scalar(to, env, Row::NONE)?;
        let step = self.scalar(step, env, Row::NONE)?;
        let (f, t, s) = (from.kql_type, to.kql_type, step.kql_type);
        let (kql_type, step_type) = match (f, t, s) {
            (Type::Datetime, Type::Datetime, Type::Timespan) => (Type::Datetime, Type::Timespan),
            (Type::Timespan, Type::Timespan, Type::Timespan) => (Type::Timespan, Type::Timespan),
            (f, t, s) if f.is_number() && t.is_number() && s.is_number() => {
                let wide = f.widest(t).and_then(|w| w.widest(s)).unwrap_or(Type::Real);
                let wide = if wide == Type::Int { Type::Long } else { wide };
                (wide, wide)
            }
            _ => return refuse(OPERAND_TYPE, span, format!("`range` does not go from {f} to {t} by {s}")),
        };
        let (from, to) = (self.cast(from, kql_type)?, self.cast(to, kql_type)?);
        let step = self.cast(step, step_type)?;
        // Kusto's page does not say what a step of nothing gives; an empty answer would hide the slip.
        if let Some(Value::Long(0) | Value::Timespan(0)) = step.as_literal() {
            return unsupported(UNSUPPORTED, step.span, "what `range` gives by steps of 0 is not documented");
        }
        let column = self.col(&name.text, kql_type);
        self.rel(RelKind::Range { from, to, step }, vec![column], true, span)
    }
}
