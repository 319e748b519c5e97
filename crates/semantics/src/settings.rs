//! `set`: options as a query sets them, and what they make of its results.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::options::{Effect, OPTIONS, SetOption, Takes, option};
use crate::scope::{Env, Row};
use lurcher_syntax::ast;
use lurcher_types::{Value, nearest, time};

/// The options that act and are not kept by the binder itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct SetOptions {
    /// `union` leaves out tables that do not exist.
    pub best_effort: bool,
    pub no_external_data: bool,
    schema_only: bool,
    no_truncation: bool,
    take: Option<i64>,
    max_columns: Option<i64>,
    max_rows: Option<i64>,
}

impl Binder<'_> {
    /// `set option = value`. Of two for one option the last holds.
    pub fn set_option(&mut self, name: &ast::Name, value: Option<&ast::Expr>, env: &Env) -> Result<()> {
        let Some(known) = option(&name.text) else {
            let near = did_you_mean(&nearest(&name.text, OPTIONS.iter().map(|o| o.name)));
            let near = near.map_or_else(String::new, |near| format!("; {near}"));
            self.program.warnings.push(format!("there is no option `{}`, and it has no effect{near}", name.text));
            return Ok(());
        };
        match known.effect {
            Effect::Acts => self.act(known, name, value, env),
            Effect::Nothing(why) => {
                // The engine was seen to refuse a bare number here.
                if known.takes == Takes::Span && value.is_some() {
                    self.option_literal(known, name, value, env)?;
                }
                self.program.warnings.push(format!("the option `{}` has no effect here: {why}", name.text));
                Ok(())
            }
            Effect::Refused(_) if self.is_off(known, value, env) => Ok(()),
            Effect::Refused(why) => {
                unsupported(UNSUPPORTED, name.span, format!("the option `{}` is not supported: {why}", name.text))
            }
        }
    }

    fn act(&mut self, known: &SetOption, name: &ast::Name, value: Option<&ast::Expr>, env: &Env) -> Result<()> {
        let literal = self.option_literal(known, name, value, env)?;
        let given = literal.as_literal();
        let flag = || matches!(given, Some(Value::Bool(true) | Value::Int(1) | Value::Long(1)));
        let number = || match given {
            Some(Value::Long(v)) => Some(*v),
            Some(Value::Int(v)) => Some(i64::from(*v)),
            _ => None,
        };
        match known.name {
            "query_now" => self.now = given.and_then(|v| if let Value::Datetime(t) = v { Some(*t) } else { None }),
            "query_bin_auto_size" => self.bin_auto_size = Some(literal),
            "query_bin_auto_at" => self.bin_auto_at = Some(literal),
            "best_effort" => self.options.best_effort = flag(),
            "request_external_data_disabled" => self.options.no_external_data = flag(),
            "query_results_apply_getschema" => self.options.schema_only = flag(),
            "notruncation" => self.options.no_truncation = flag(),
            "query_take_max_records" => self.options.take = number(),
            "maxoutputcolumns" => self.options.max_columns = number(),
            "truncationmaxrecords" | "truncation_max_records" => self.options.max_rows = number(),
            "query_language" => {
                let language = given.map(Value::to_text).unwrap_or_default().to_lowercase();
                if !matches!(language.as_str(), "kql" | "csl") {
                    let message =
                        format!("the language `{language}` is not supported: only `kql`, also called `csl`, is");
                    return unsupported(UNSUPPORTED, name.span, format!("{message}; write the query in it"));
                }
            }
            other => return unsupported(UNSUPPORTED, name.span, format!("the option `{other}` is not built")),
        }
        Ok(())
    }

    /// The option's value, of a type that it takes; a flag without a value is `true`.
    fn option_literal(
        &mut self,
        known: &SetOption,
        name: &ast::Name,
        value: Option<&ast::Expr>,
        env: &Env,
    ) -> Result<Expr> {
        let given = match value {
            None if known.takes == Takes::Flag => Some(Expr::literal(Value::Bool(true), name.span)),
            None => None,
            Some(value) => Some(self.scalar(value, env, Row::NONE)?).filter(|e| e.as_literal().is_some()),
        };
        let fits = |v: &Value| match known.takes {
            Takes::Flag => matches!(v, Value::Bool(_) | Value::Int(0 | 1) | Value::Long(0 | 1)),
            Takes::Whole => matches!(v, Value::Long(0..) | Value::Int(0..)),
            Takes::Text => matches!(v, Value::String(_)),
            Takes::Moment => matches!(v, Value::Datetime(_)),
            Takes::Span => match v {
                Value::String(text) => time::parse_timespan(text).is_some(),
                v => matches!(v, Value::Timespan(_)),
            },
            Takes::Literal => true,
        };
        match given {
            Some(e) if e.as_literal().is_some_and(fits) => Ok(e),
            other => {
                let what = match other.as_ref().and_then(|e| e.as_literal()) {
                    Some(v) => format!("`{}`, which is a {}", v.to_text(), v.kql_type().name()),
                    None if value.is_none() => "no value".to_owned(),
                    None => "what is no constant".to_owned(),
                };
                let span = value.map_or(name.span, |v| v.span);
                refuse(BAD_OPTION, span, format!("`{}` takes {}, but has {what}", known.name, known.takes.said()))
            }
        }
    }

    /// A flag that is set to `false`.
    fn is_off(&mut self, known: &SetOption, value: Option<&ast::Expr>, env: &Env) -> bool {
        let value = value.filter(|_| known.takes == Takes::Flag);
        let bound = value.and_then(|v| self.scalar(v, env, Row::NONE).ok());
        matches!(bound.as_ref().and_then(|e| e.as_literal()), Some(Value::Bool(false)))
    }

    /// What the options make of a result.
    pub fn with_options(&mut self, mut result: ResultTable) -> Result<ResultTable> {
        let span = result.rel.span;
        let columns = result.rel.visible().count();
        if let Some(most) = self.options.max_columns
            && columns as u64 > most.max(0) as u64
        {
            let message = format!("the result has {columns} columns, and `set maxoutputcolumns` allows {most}");
            return refuse_with(LIMIT, span, message, Some("`project` the columns that are wanted".to_owned()));
        }
        if self.options.schema_only {
            result.rel = self.getschema(&result.rel, span)?;
            result.render = None;
        }
        if let Some(take) = self.options.take {
            let count = Expr::literal(Value::Long(take), span);
            result.rel = self.first_rows(result.rel, count, span)?;
        }
        self.program.max_rows = self.options.max_rows.filter(|_| !self.options.no_truncation);
        Ok(result)
    }
}
