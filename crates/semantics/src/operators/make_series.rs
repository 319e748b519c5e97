use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, Wish};
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, SeriesRange};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// `make-series a = agg() default = d on t from x to y step s by keys`: arrays over a common axis.
    pub fn make_series(&mut self, input: Rel, series: &ast::MakeSeries, env: &Env, span: Span) -> Result<Rel> {
        let nonempty = series
            .parameters
            .iter()
            .any(|p| p.name.text == "kind" && matches!(&p.value.kind, Ast::Name(n) if n.text == "nonempty"));
        let (input, (keys, axis)) = self.over(input, |b, row| {
            let keys = b.items(&series.by, env, row)?;
            let axis = b.scalar(&series.on.value, env, row)?;
            Ok((keys, axis))
        })?;
        let (from, to, step, includes_end) = match &series.range {
            SeriesRange::FromToStep { from, to, step } => (from.as_ref(), to.as_ref(), step, false),
            SeriesRange::InRange { from, to, step } => (Some(from), Some(to), step, true),
        };
        let (axis_type, step_type) = match axis.kql_type {
            Type::Datetime => (Type::Datetime, Type::Timespan),
            Type::Timespan => (Type::Timespan, Type::Timespan),
            Type::Int | Type::Long => (Type::Long, Type::Long),
            Type::Real => (Type::Real, Type::Real),
            other => return refuse(OPERAND_TYPE, axis.span, format!("an axis is a time or a number, this is {other}")),
        };
        let axis = self.cast(axis, axis_type)?;
        let from = from.map(|e| self.series_bound(e, axis_type, env)).transpose()?;
        let to = to.map(|e| self.series_bound(e, axis_type, env)).transpose()?;
        let step = self.series_bound(step, step_type, env)?;

        let key_values: Vec<Expr> = keys.iter().map(|(_, v)| v.clone()).collect();
        let items: Vec<ast::NamedExpr> = series.aggregates.iter().map(|(item, _)| item.clone()).collect();
        let (calls, values) = self.aggregate_items(&input.columns, &key_values, &items, env)?;
        let single = calls.len() == items.len()
            && values.len() == items.len()
            && values.iter().all(|(_, v)| matches!(v.kind, ExprKind::Column(_)));
        if !single {
            return unsupported(
                UNSUPPORTED_OPERATOR,
                span,
                "`make-series` over expressions of aggregates is not supported yet",
            );
        }
        let mut defaults = Vec::new();
        for (call, (_, default)) in calls.iter().zip(&series.aggregates) {
            defaults.push(match default {
                Some(e) => self.series_default(e, call, env)?,
                None => zero(call.outputs.first().map_or(Type::Long, |c| c.kql_type)),
            });
        }

        let mut wishes: Vec<Wish> = keys.iter().map(|(w, _)| w.clone()).collect();
        wishes.extend(values.into_iter().map(|(w, _)| w));
        wishes.push(match self.wish(&series.on) {
            Wish::Explicit(n, _) => Wish::Automatic(n),
            wish => wish,
        });
        let names = naming::assign(&wishes, &[])?;
        let mut columns = Vec::new();
        for (i, name) in names.into_iter().enumerate() {
            let kql_type = key_values.get(i).map_or(Type::Dynamic, |k| k.kql_type);
            columns.push(self.col(name, kql_type));
        }
        let keys = key_values.len();
        let input =
            self.series_bins(input, key_values, calls, axis, [from.as_ref(), to.as_ref()], &step, includes_end, span)?;
        let made = MakeSeries { input, keys, defaults, from, to, step, nonempty, includes_end };
        self.rel(RelKind::MakeSeries(Box::new(made)), columns, false, span)
    }

    /// The aggregates of every bin that has data, within the bounds.
    #[allow(clippy::too_many_arguments)]
    fn series_bins(
        &mut self,
        mut input: Rel,
        mut keys: Vec<Expr>,
        calls: Vec<AggregateCall>,
        axis: Expr,
        [from, to]: [Option<&Expr>; 2],
        step: &Expr,
        includes_end: bool,
        span: Span,
    ) -> Result<Rel> {
        if let Some(from) = from {
            let after = self.compare(CompareOp::GreaterOrEqual, axis.clone(), from.clone(), span, span)?;
            input = self.filter(input, after, span)?;
        }
        if let Some(to) = to {
            let op = if includes_end { CompareOp::LessOrEqual } else { CompareOp::Less };
            let before = self.compare(op, axis.clone(), to.clone(), span, span)?;
            input = self.filter(input, before, span)?;
        }
        let t = axis.kql_type;
        let bin = match from {
            Some(from) if !includes_end => self.function("bin_at", vec![axis, step.clone(), from.clone()], t, span)?,
            _ => self.function("bin", vec![axis, step.clone()], t, span)?,
        };
        keys.push(bin);
        let mut columns: Vec<Col> = keys.iter().map(|k| self.col("", k.kql_type)).collect();
        columns.extend(calls.iter().flat_map(|c| c.outputs.iter().cloned()));
        self.rel(RelKind::Aggregate { input: Box::new(input), keys, aggregates: calls }, columns, false, span)
    }

    fn series_bound(&mut self, e: &ast::Expr, wanted: Type, env: &Env) -> Result<Expr> {
        let value = self.scalar(e, env, Row::NONE)?;
        self.convert_argument(value, wanted, e.span)
    }

    fn series_default(&mut self, e: &ast::Expr, call: &AggregateCall, env: &Env) -> Result<Value> {
        let value = self.scalar(e, env, Row::NONE)?;
        let wanted = call.outputs.first().map_or(Type::Long, |c| c.kql_type);
        // A whole default among reals is a real, a fractional one among whole numbers stays what it is.
        let value = if value.kql_type.is_integer() && wanted.is_number() { self.cast(value, wanted)? } else { value };
        match value.as_literal() {
            Some(v) => Ok(v.clone()),
            None => refuse(NOT_CONSTANT, e.span, "a default must be constant"),
        }
    }
}

/// What fills a gap when no default is given.
fn zero(t: Type) -> Value {
    match t {
        Type::Int => Value::Int(0),
        Type::Long => Value::Long(0),
        Type::Real => Value::Real(0.0),
        Type::Timespan => Value::Timespan(0),
        t => Value::missing(t),
    }
}
