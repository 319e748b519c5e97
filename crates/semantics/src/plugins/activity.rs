//! Plugins over an id and a timeline: the moment, the dimensions, then what is counted.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::operators::same;
use crate::scope::{Env, Meaning};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::{Type, Value};

/// What a constant between the timeline and the dimensions is.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Moment,
    Width,
    /// A width, or `'week'`, `'month'` or `'year'`.
    Period,
    Number,
}

/// The constants, and the columns behind the dimensions.
struct Shape {
    constants: &'static [Part],
    counts: &'static [(&'static str, Type)],
}

fn shape(plugin: &str) -> Option<Shape> {
    use Part::*;
    use Type::{Long, Real};
    Some(match plugin {
        "activity_counts_metrics" => Shape {
            constants: &[Moment, Moment, Period],
            counts: &[("count", Long), ("dcount", Long), ("new_dcount", Long), ("aggregated_dcount", Long)],
        },
        "activity_engagement" => Shape {
            constants: &[Moment, Moment, Width, Width],
            counts: &[("dcount_activities_inner", Long), ("dcount_activities_outer", Long), ("activity_ratio", Real)],
        },
        "activity_metrics" => Shape {
            constants: &[Moment, Moment, Period],
            counts: &[
                ("dcount_values", Long),
                ("dcount_newvalues", Long),
                ("retention_rate", Real),
                ("churn_rate", Real),
            ],
        },
        "active_users_count" => {
            Shape { constants: &[Moment, Moment, Width, Width, Number, Width], counts: &[("dcount", Long)] }
        }
        "session_count" => Shape { constants: &[Moment, Moment, Width, Width], counts: &[("count_sessions", Long)] },
        "sliding_window_counts" => {
            Shape { constants: &[Moment, Moment, Width, Width], counts: &[("Count", Long), ("Dcount", Long)] }
        }
        _ => return None,
    })
}

impl Part {
    /// Whether a constant of this type can be it on a timeline of that type.
    fn accepts(self, given: Type, timeline: Type) -> bool {
        match self {
            Part::Number => given.is_integer(),
            Part::Period if given == Type::String => timeline == Type::Datetime,
            Part::Moment if timeline == Type::Datetime => given == Type::Datetime,
            _ if timeline.is_integer() => given.is_integer(),
            _ => given == Type::Timespan,
        }
    }
}

impl Binder<'_> {
    pub fn activity(
        &mut self,
        plugin: &'static str,
        input: Rel,
        arguments: &Arguments,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let Some(shape) = shape(plugin) else {
            let message = format!("the plugin `{plugin}` is not supported yet");
            return unsupported(UNSUPPORTED_FUNCTION, arguments.span, message);
        };
        arguments.only(usize::MAX, &[])?;
        let columns = input.columns.clone();
        let (id, time) = self.id_and_time(arguments, &columns, env)?;
        if matches!(plugin, "activity_engagement" | "activity_metrics")
            && arguments.placed.len() < 2 + shape.constants.len()
        {
            let message = format!(
                "`{plugin}` without a start and an end is not supported: where its periods begin then is not published"
            );
            return unsupported(UNSUPPORTED_FUNCTION, arguments.span, message);
        }
        let mut constants = Vec::with_capacity(shape.constants.len());
        for (index, part) in shape.constants.iter().enumerate() {
            let e = arguments.at(index + 2, "more arguments")?;
            constants.push(self.part(e, *part, time.kql_type, env, plugin)?);
        }
        let mut answer = vec![self.col(name_of(&time, &columns), time.kql_type)];
        let mut args = vec![id, time];
        let dimensions = arguments.placed.get(2 + shape.constants.len()..).unwrap_or_default();
        self.dimensions(dimensions, &columns, env, plugin, &mut answer, &mut args)?;
        for (name, t) in shape.counts {
            answer.push(self.col(*name, *t));
        }
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false, per: false };
        let made = self.plugin_rel(call, answer, false, span)?;
        if matches!(plugin, "activity_engagement" | "activity_metrics") {
            return self.dimensions_last(made, 1, dimensions.len(), span);
        }
        Ok(made)
    }

    /// Some of these plugins show their dimensions behind what is counted, as their pages have it.
    fn dimensions_last(&mut self, made: Rel, first: usize, dimensions: usize, span: Span) -> Result<Rel> {
        if dimensions == 0 {
            return Ok(made);
        }
        let mut columns = made.columns.clone();
        let end = (first + dimensions).min(columns.len());
        let moved: Vec<Col> = columns.drain(first.min(end)..end).collect();
        let columns = columns.iter().chain(&moved).map(|c| same(c, span)).collect();
        self.project_onto(made, columns, span)
    }

    /// `new_activity_metrics`: behind the period may stand a cohort, dimensions, and a table of ids that were seen before.
    pub fn new_activity_metrics(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        let plugin = "new_activity_metrics";
        arguments.only(usize::MAX, &[])?;
        let columns = input.columns.clone();
        let (id, time) = self.id_and_time(arguments, &columns, env)?;
        let mut constants = Vec::with_capacity(4);
        for (index, part) in [Part::Moment, Part::Moment, Part::Period].into_iter().enumerate() {
            let e = arguments.at(index + 2, "more arguments")?;
            constants.push(self.part(e, part, time.kql_type, env, plugin)?);
        }
        let mut rest = arguments.placed.get(5..).unwrap_or_default();
        let mut table = None;
        if let Some((last, before)) = rest.split_last()
            && names_table(last, &columns, env)
        {
            (table, rest) = (Some(*last), before);
        }
        let cohort = match rest.split_first() {
            Some((first, behind)) if !names_column(first, &columns) => {
                rest = behind;
                self.part(first, Part::Moment, time.kql_type, env, plugin)?
            }
            _ => Expr::literal(Value::Null(time.kql_type), span),
        };
        constants.push(cohort);
        let name = name_of(&time, &columns);
        let mut answer =
            vec![self.col(format!("from_{name}"), time.kql_type), self.col(format!("to_{name}"), time.kql_type)];
        let id_name = name_of(&id, &columns);
        let mut args = vec![id, time];
        self.dimensions(rest, &columns, env, plugin, &mut answer, &mut args)?;
        let lookup = match table {
            Some(e) if answer.len() > 2 => {
                let message = "dimensions together with a table of earlier ids are not supported: how the two meet is not \
                               published";
                return unsupported(UNSUPPORTED_FUNCTION, e.span, message);
            }
            Some(e) => {
                let earlier = self.table_beside(e, env)?;
                let wanted = args.first().map_or(Type::String, |id| id.kql_type);
                let Some(ids) = earlier.col(&id_name).filter(|c| c.kql_type == wanted).cloned() else {
                    let message = format!("the table of earlier ids wants a column `{id_name}` of type {wanted}");
                    return refuse(ARGUMENT_TYPE, e.span, message);
                };
                let only = (self.col("", ids.kql_type), Expr::column(&ids, e.span));
                Some(self.lookup_step(earlier, vec![only], e.span)?)
            }
            None => None,
        };
        for (name, t) in [
            ("dcount_new_values", Type::Long),
            ("dcount_retained_values", Type::Long),
            ("dcount_churn_values", Type::Long),
            ("retention_rate", Type::Real),
            ("churn_rate", Type::Real),
        ] {
            answer.push(self.col(name, t));
        }
        let call = PluginCall { plugin, input, args, constants, lookup, keeps_input: false, per: false };
        let made = self.plugin_rel(call, answer, false, span)?;
        self.dimensions_last(made, 2, rest.len(), span)
    }

    /// The first two arguments of such a plugin.
    pub fn id_and_time(&mut self, arguments: &Arguments, columns: &[Col], env: &Env) -> Result<(Expr, Expr)> {
        let plugin = arguments.plugin;
        let id = self.column_argument(arguments.at(0, "a column of ids")?, columns, env, plugin)?;
        let time = self.column_argument(arguments.at(1, "a column of time")?, columns, env, plugin)?;
        if !matches!(time.kql_type, Type::Datetime | Type::Timespan | Type::Int | Type::Long) {
            let message = format!("`{plugin}` over a timeline of type {} is not supported yet", time.kql_type);
            return unsupported(UNSUPPORTED_FUNCTION, time.span, message);
        }
        Ok((id, time))
    }

    fn part(&mut self, e: &ast::Expr, part: Part, timeline: Type, env: &Env, plugin: &str) -> Result<Expr> {
        let value = self.constant_argument(e, env, plugin)?;
        if !part.accepts(value.kql_type, timeline) {
            let message = format!("a {} does not fit a timeline of type {timeline} here", value.kql_type);
            return refuse(ARGUMENT_TYPE, value.span, message);
        }
        Ok(value)
    }

    /// The columns that slice the answer, added to it and to the arguments.
    pub fn dimensions(
        &mut self,
        named: &[&ast::Expr],
        columns: &[Col],
        env: &Env,
        plugin: &str,
        answer: &mut Vec<Col>,
        args: &mut Vec<Expr>,
    ) -> Result<()> {
        for e in named {
            let dimension = self.column_argument(e, columns, env, plugin)?;
            if dimension.kql_type == Type::Dynamic && !dimension.is_unknown() {
                return refuse(
                    OPERAND_TYPE,
                    dimension.span,
                    "a dynamic cannot be a dimension: tostring() makes one of it",
                );
            }
            answer.push(self.col_of(name_of(&dimension, columns), &dimension));
            args.push(dimension);
        }
        Ok(())
    }
}

/// What the column is called that an argument names.
pub fn name_of(e: &Expr, columns: &[Col]) -> String {
    columns.iter().find(|c| e.kind == ExprKind::Column(c.id)).map(|c| c.name.clone()).unwrap_or_default()
}

fn names_column(e: &ast::Expr, columns: &[Col]) -> bool {
    matches!(&e.kind, Ast::Name(name) if columns.iter().any(|c| c.name == name.text))
}

/// Whether an argument that may be a constant, a column or a table is a table.
fn names_table(e: &ast::Expr, columns: &[Col], env: &Env) -> bool {
    match &e.kind {
        Ast::Name(name) => !names_column(e, columns) && !matches!(env.get(&name.text), Some(Meaning::Scalar(_))),
        Ast::Call(call) => matches!(env.get(&call.name.text), Some(Meaning::Function(_))),
        Ast::Paren(inner) => names_table(inner, columns, env),
        Ast::Pipe(_) | Ast::Source(_) => true,
        _ => false,
    }
}
