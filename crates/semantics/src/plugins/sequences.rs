//! Plugins over the order of rows in time: `sequence_detect`, `funnel_sequence_completion`, `rolling_percentile`, and
//! `dcount_intersect`, which compares sketches.

use super::Arguments;
use super::activity::name_of;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};

/// The most conditions of a sequence.
const MAX_CONDITIONS: usize = 64;

impl Binder<'_> {
    /// The timeline, how far a step and the whole may reach, then conditions by name and dimensions by place.
    pub fn sequence_detect(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        let plugin = "sequence_detect";
        let columns = input.columns.clone();
        let time = self.column_argument(arguments.at(0, "a column of time")?, &columns, env, plugin)?;
        let width = match time.kql_type {
            Type::Datetime | Type::Timespan => Type::Timespan,
            Type::Int | Type::Long => Type::Long,
            t => {
                let message = format!("`{plugin}` over a timeline of type {t} is not supported yet");
                return unsupported(UNSUPPORTED_FUNCTION, time.span, message);
            }
        };
        let mut constants = Vec::with_capacity(3);
        for index in 1..=2 {
            let value = self.constant_argument(arguments.at(index, "two windows")?, env, plugin)?;
            if value.kql_type != width && !(width == Type::Long && value.kql_type == Type::Int) {
                let message = format!("a {} is no window of a timeline of type {}", value.kql_type, time.kql_type);
                return refuse(ARGUMENT_TYPE, value.span, message);
            }
            constants.push(value);
        }
        let time_name = name_of(&time, &columns);
        let mut args = vec![time.clone()];
        let mut steps: Vec<Col> = Vec::new();
        for (name, e) in arguments.named() {
            args.push(self.condition(e, env, Row::of(&columns))?);
            steps.push(self.col(format!("{}_{time_name}", name.text), time.kql_type));
            if steps.len() > MAX_CONDITIONS {
                return refuse(TOO_COMPLEX, e.span, format!("`{plugin}` takes at most {MAX_CONDITIONS} conditions"));
            }
        }
        if steps.is_empty() {
            let message = "`sequence_detect` needs conditions, each with a name: first = (Action == 'a')";
            return refuse(ARGUMENT_COUNT, arguments.span, message);
        }
        constants.push(Expr::literal(Value::Long(steps.len() as i64), span));
        let mut answer: Vec<Col> = Vec::new();
        let dimensions = arguments.placed.get(3..).unwrap_or_default();
        self.dimensions(dimensions, &columns, env, plugin, &mut answer, &mut args)?;
        answer.extend(steps);
        answer.push(self.col("Duration", width));
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, answer, false, span)
    }

    pub fn funnel_sequence_completion(
        &mut self,
        input: Rel,
        arguments: &Arguments,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let plugin = "funnel_sequence_completion";
        arguments.only(8, &[])?;
        let columns = input.columns.clone();
        let (id, time) = self.id_and_time(arguments, &columns, env)?;
        if time.kql_type != Type::Datetime {
            let message = format!("`{plugin}` over a timeline of type {} is not supported yet", time.kql_type);
            return unsupported(UNSUPPORTED_FUNCTION, time.span, message);
        }
        let mut constants = Vec::with_capacity(5);
        for (index, wanted) in
            [(2, Type::Datetime), (3, Type::Datetime), (4, Type::Timespan), (6, Type::Dynamic), (7, Type::Dynamic)]
        {
            let value = self.constant_argument(arguments.at(index, "more arguments")?, env, plugin)?;
            if value.kql_type != wanted {
                let message = format!("`{plugin}` wants a {wanted} here, this is {}", value.kql_type);
                return refuse(ARGUMENT_TYPE, value.span, message);
            }
            constants.push(value);
        }
        let state = self.column_argument(arguments.at(5, "a column of states")?, &columns, env, plugin)?;
        let answer = vec![
            self.col(name_of(&time, &columns), Type::Datetime),
            self.col(name_of(&state, &columns), Type::String),
            self.col("Period", Type::Timespan),
            self.col("dcount", Type::Long),
        ];
        let args = vec![id, time, self.cast(state, Type::String)?];
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, answer, false, span)
    }

    pub fn rolling_percentile(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        let plugin = "rolling_percentile";
        arguments.only(usize::MAX, &[])?;
        let columns = input.columns.clone();
        let value = self.column_argument(arguments.at(0, "a column of values")?, &columns, env, plugin)?;
        let percentile = self.literal_argument(arguments.at(1, "a percentile")?, env, plugin)?;
        let index = self.column_argument(arguments.at(2, "a column to roll over")?, &columns, env, plugin)?;
        for e in [&value, &index] {
            if !e.kql_type.is_summable() && !e.is_unknown() || e.kql_type == Type::Decimal {
                let message = format!("`{plugin}` cannot take a column of type {} here", e.kql_type);
                return refuse(ARGUMENT_TYPE, e.span, message);
            }
        }
        let size = self.constant_argument(arguments.at(3, "the size of a bin")?, env, plugin)?;
        let fits = match index.kql_type {
            Type::Datetime | Type::Timespan => size.kql_type == Type::Timespan,
            Type::Real => matches!(size.kql_type, Type::Int | Type::Long | Type::Real),
            _ => size.kql_type.is_integer(),
        };
        if !fits {
            let message = format!("a {} is no size of bins over a {}", size.kql_type, index.kql_type);
            return refuse(ARGUMENT_TYPE, size.span, message);
        }
        let bins_at = arguments.at(4, "the number of bins of a window")?;
        let bins = match self.literal_argument(bins_at, env, plugin)? {
            Value::Int(n) => i64::from(n),
            Value::Long(n) => n,
            _ => return refuse(ARGUMENT_TYPE, bins_at.span, format!("`{plugin}` wants a whole number of bins")),
        };
        let name = format!("rolling_{bins}_percentile_{}_{}", name_of(&value, &columns), percentile.to_text());
        let mut answer = vec![self.col(name_of(&index, &columns), index.kql_type)];
        let rolled = self.col(name, value.kql_type);
        let mut args = vec![value, index];
        let dimensions = arguments.placed.get(5..).unwrap_or_default();
        self.dimensions(dimensions, &columns, env, plugin, &mut answer, &mut args)?;
        answer.push(rolled);
        let constants = vec![Expr::literal(percentile, span), size, Expr::literal(Value::Long(bins), span)];
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, answer, false, span)
    }

    pub fn dcount_intersect(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        let plugin = "dcount_intersect";
        arguments.only(16, &[])?;
        arguments.at(1, "two sketches or more")?;
        let mut columns = input.columns.clone();
        let mut args = Vec::with_capacity(arguments.placed.len());
        let source = columns.clone();
        for (i, e) in arguments.placed.iter().enumerate() {
            let sketch = self.scalar(e, env, Row::of(&source))?;
            if sketch.kql_type != Type::Dynamic {
                return refuse(
                    ARGUMENT_TYPE,
                    e.span,
                    format!("`{plugin}` takes what hll() makes, this is {}", sketch.kql_type),
                );
            }
            args.push(sketch);
            let name = free(&format!("s{i}"), |n| columns.iter().any(|c| c.name == n));
            columns.push(self.col(name, Type::Long));
        }
        let call = PluginCall { plugin, input, args, constants: vec![], lookup: None, keeps_input: true, per: false };
        self.rel(RelKind::Plugin(Box::new(call)), columns, false, span)
    }
}
