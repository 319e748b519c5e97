//! Plugins over an id and a timeline: the moment, the dimensions, then what is counted.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_types::Type;

/// How many constants stand between the timeline and the dimensions, which of them is no moment or width, and the counts.
struct Shape {
    constants: usize,
    number: Option<usize>,
    counts: &'static [&'static str],
}

fn shape(plugin: &str) -> Option<Shape> {
    Some(match plugin {
        "activity_counts_metrics" => {
            Shape { constants: 3, number: None, counts: &["count", "dcount", "new_dcount", "aggregated_dcount"] }
        }
        "active_users_count" => Shape { constants: 6, number: Some(4), counts: &["dcount"] },
        "session_count" => Shape { constants: 4, number: None, counts: &["count_sessions"] },
        "sliding_window_counts" => Shape { constants: 4, number: None, counts: &["Count", "Dcount"] },
        _ => return None,
    })
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
        let id = self.column_argument(arguments.at(0, "a column of ids")?, &columns, env, plugin)?;
        let time = self.column_argument(arguments.at(1, "a column of time")?, &columns, env, plugin)?;
        if !matches!(time.kql_type, Type::Datetime | Type::Timespan | Type::Int | Type::Long) {
            let message = format!("`{plugin}` over a timeline of type {} is not supported yet", time.kql_type);
            return unsupported(UNSUPPORTED_FUNCTION, time.span, message);
        }
        let mut constants = Vec::with_capacity(shape.constants);
        for index in 0..shape.constants {
            let value = self.constant_argument(arguments.at(index + 2, "more arguments")?, env, plugin)?;
            let is_number = shape.number == Some(index) || time.kql_type.is_integer();
            let fits = match value.kql_type {
                Type::Int | Type::Long => is_number,
                // The first two are the ends of the time looked at, the others widths.
                Type::Datetime => !is_number && index < 2 && time.kql_type == Type::Datetime,
                Type::Timespan => !is_number && (index >= 2 || time.kql_type == Type::Timespan),
                _ => false,
            };
            if !fits {
                let message = format!("a {} does not fit a timeline of type {} here", value.kql_type, time.kql_type);
                return refuse(ARGUMENT_TYPE, value.span, message);
            }
            constants.push(value);
        }
        let time_column = columns.iter().find(|c| time.kind == ExprKind::Column(c.id)).cloned();
        let time_name = time_column.map(|c| c.name).unwrap_or_default();
        let mut answer = vec![self.col(time_name, time.kql_type)];
        let mut args = vec![id, time];
        for e in arguments.placed.get(2 + shape.constants..).unwrap_or_default() {
            let dimension = self.column_argument(e, &columns, env, plugin)?;
            if dimension.kql_type == Type::Dynamic && !dimension.is_unknown() {
                return refuse(
                    OPERAND_TYPE,
                    dimension.span,
                    "a dynamic cannot be a dimension: tostring() makes one of it",
                );
            }
            let name = columns.iter().find(|c| dimension.kind == ExprKind::Column(c.id)).map(|c| c.name.clone());
            answer.push(self.col_of(name.unwrap_or_default(), &dimension));
            args.push(dimension);
        }
        for name in shape.counts {
            answer.push(self.col(*name, Type::Long));
        }
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false };
        self.rel(RelKind::Plugin(Box::new(call)), answer, false, span)
    }
}
