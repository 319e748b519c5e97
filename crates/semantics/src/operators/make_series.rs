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
        if let Some(Value::Long(..=0) | Value::Timespan(..=0) | Value::Null(_)) = step.as_literal() {
            return refuse(BAD_OPTION, step.span, "the step of `make-series` must be positive");
        }

        let key_values: Vec<Expr> = keys.iter().map(|(_, v)| v.clone()).collect();
        let (mut calls, mut values, mut defaults) = (Vec::new(), Vec::new(), Vec::new());
        for (item, default) in &series.aggregates {
            let (own, made) = self.aggregate_items(&input.columns, &key_values, std::slice::from_ref(item), env)?;
            for (wish, value) in made {
                defaults.push(match default {
                    Some(e) => self.series_default(e, value.kql_type, env)?,
                    None => zero(value.kql_type),
                });
                values.push((wish, value));
            }
            calls.extend(own);
        }

        let mut wishes: Vec<Wish> = keys.iter().map(|(w, _)| w.clone()).collect();
        let (value_wishes, values): (Vec<Wish>, Vec<Expr>) = values.into_iter().unzip();
        wishes.extend(value_wishes);
        wishes.push(match self.wish(&series.on) {
            Wish::Explicit(n, _) => Wish::Automatic(n),
            wish => wish,
        });
        let names = naming::assign(&wishes, &[])?;
        let mut columns = Vec::new();
        for (i, name) in names.into_iter().enumerate() {
            columns.push(match key_values.get(i) {
                Some(key) => self.col_of(name, key),
                None => self.col(name, Type::Dynamic),
            });
        }
        let keys = key_values.len();
        let input = self.within(input, &axis, [from.as_ref(), to.as_ref()], includes_end, span)?;
        let bin = match &from {
            Some(from) if !includes_end => {
                self.function("bin_at", vec![axis, step.clone(), from.clone()], axis_type, span)?
            }
            _ => self.function("bin", vec![axis, step.clone()], axis_type, span)?,
        };
        let bin_keys = key_values.into_iter().chain([bin]).collect();
        let input = self.series_bins(input, bin_keys, calls, span)?;
        let input = self.series_values(input, keys, values, span)?;
        let made = MakeSeries { input, keys, defaults, from, to, step, nonempty, includes_end };
        self.rel(RelKind::MakeSeries(Box::new(made)), columns, false, span)
    }

    /// The rows within the bounds of the axis.
    fn within(
        &mut self,
        mut input: Rel,
        axis: &Expr,
        [from, to]: [Option<&Expr>; 2],
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
        Ok(input)
    }

    /// The aggregates of every bin that has data; the bin is the last of the keys.
    fn series_bins(&mut self, input: Rel, keys: Vec<Expr>, calls: Vec<AggregateCall>, span: Span) -> Result<Rel> {
        let mut columns: Vec<Col> = keys.iter().map(|k| self.col("", k.kql_type)).collect();
        columns.extend(calls.iter().flat_map(|c| c.outputs.iter().cloned()));
        self.rel(RelKind::Aggregate { input: Box::new(input), keys, aggregates: calls }, columns, false, span)
    }

    /// The keys and the bin as they are, then the series' values, which may be expressions of aggregates.
    fn series_values(&mut self, bins: Rel, keys: usize, values: Vec<Expr>, span: Span) -> Result<Rel> {
        let mut columns: Vec<Col> =
            bins.columns.iter().take(keys + 1).map(|c| Col { id: self.fresh(), ..c.clone() }).collect();
        let mut outputs: Vec<Expr> = bins.columns.iter().take(keys + 1).map(|c| Expr::column(c, span)).collect();
        columns.extend(values.iter().map(|v| self.col("", v.kql_type)));
        outputs.extend(values);
        self.rel(RelKind::Project { input: Box::new(bins), outputs }, columns, false, span)
    }

    fn series_bound(&mut self, e: &ast::Expr, wanted: Type, env: &Env) -> Result<Expr> {
        let value = self.scalar(e, env, Row::NONE)?;
        self.convert_argument(value, wanted, e.span)
    }

    fn series_default(&mut self, e: &ast::Expr, wanted: Type, env: &Env) -> Result<Value> {
        let value = self.scalar(e, env, Row::NONE)?;
        // Kusto's page does not say what a text among numbers becomes, or a number among texts.
        let is_text = |t: Type| t == Type::String;
        if is_text(value.kql_type) != is_text(wanted) && wanted != Type::Dynamic && value.kql_type != Type::Dynamic {
            let message = format!("the gaps of a series of type {wanted} are not filled with a {}", value.kql_type);
            return unsupported(UNSUPPORTED, e.span, message);
        }
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
