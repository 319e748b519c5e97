//! Function calls: what a name means where it is called.

use super::elsewhere::meant;
use super::labelled_by_view;
use super::overload::argument_names;
use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::expressions::graph::GRAPH_FUNCTIONS;
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::describe::{Entry, Kind, Returns, Support};

impl Binder<'_> {
    pub fn call(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Any> {
        let name = call.name.text.as_str();
        match env.get(name) {
            Some(Meaning::Function(function)) => {
                let function = function.clone();
                let result = self.call_user_function(&call.name, &function, &call.arguments, env, row, None)?;
                return Ok(labelled_by_view(result, &function, &call.name));
            }
            Some(Meaning::Table { rel, label }) if call.arguments.is_empty() => {
                let (rel, label) = (rel.clone(), label.clone());
                return Ok(Any::Table(self.reuse(&rel)?, label));
            }
            Some(Meaning::Pattern(pattern)) => return self.pattern_call(&pattern.clone(), call, None, env),
            _ => {}
        }
        if let Some(result) = self.special(call, env, row)? {
            return Ok(result);
        }
        if self.aggregates.is_some()
            && let Some(entry) = self.language.entry(name, Kind::Aggregate)
            && (entry.may_take(call.arguments.len()) || self.language.entry(name, Kind::Scalar).is_none())
        {
            return self.aggregate_call(entry, call, env).map(|(e, _)| Any::Scalar(e));
        }
        if let Some(entry) = self.language.entry(name, Kind::Window) {
            return self.window_call(entry, call, env, row).map(Any::Scalar);
        }
        // A function of one's own may have the name of one that is known and not built.
        let entry = self.language.entry(name, Kind::Scalar);
        let Some(entry) = entry.filter(|e| matches!(e.support, Support::Built) && !name.starts_with("__")) else {
            return match self.stored_function(&call.name, &call.arguments, env, row)? {
                Some(result) => Ok(result),
                None => match self.unbuilt(call, env, row)? {
                    Some(value) => Ok(Any::Scalar(value)),
                    None => self.unknown_function(call),
                },
            };
        };
        if !entry.description.outputs.is_empty() {
            let message = format!("`{name}` gives several columns: it stands alone in `extend`, `project` or `print`");
            return refuse(WRONG_KIND, call.name.span, message);
        }
        argument_names(entry, &call.arguments)?;
        let given = self.given(&call.arguments, env, row)?;
        self.overload(entry, given, call.span).map(Any::Scalar)
    }

    /// A call of a function that is not built, where the type of its answer is known: it binds, and cannot run.
    fn unbuilt(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Option<Expr>> {
        let Some(entry) = self.language.entry(&call.name.text, Kind::Scalar) else { return Ok(None) };
        let Support::Known(reason) = entry.support else { return Ok(None) };
        let name = entry.description.name;
        let typed = entry.signatures().iter().all(|s| matches!(s.returns, Returns::Type(_)));
        if entry.signatures().is_empty() || !typed || GRAPH_FUNCTIONS.contains(&name) {
            return Ok(None);
        }
        let given = self.given(&call.arguments, env, row)?;
        // With arguments that do not fit it is refused as every name that is not built.
        let Ok((_, _, returns)) = self.choose(entry, &given, call.span) else { return Ok(None) };
        self.cannot_run(UNSUPPORTED_FUNCTION, format!("`{name}` is not supported: {reason}"), call.name.span);
        Ok(Some(Expr::unknown(returns, call.span)))
    }

    fn unknown_function(&mut self, call: &ast::Call) -> Result<Any> {
        let name = &call.name.text;
        // Built names with two underscores are the binder's own, and unknown to authors.
        if let Some(entry) = self.language.entry(name, Kind::Scalar).filter(|e| matches!(e.support, Support::Known(_)))
        {
            self.supported(entry, call.name.span)?;
        }
        if self.language.entry(name, Kind::Aggregate).is_some() {
            return refuse_with(
                AGGREGATE_PLACE,
                call.name.span,
                format!("the aggregate `{name}` stands outside `summarize`, or inside another aggregate"),
                Some(format!("`summarize x = {name}(…) by …` first, and go on with `x` behind the next `|`")),
            );
        }
        if self.language.entry(name, Kind::Plugin).is_some() {
            return refuse(WRONG_KIND, call.name.span, format!("`{name}` is a plugin: it stands behind `evaluate`"));
        }
        let near = self.language.nearest(name);
        refuse_with(
            UNKNOWN_FUNCTION,
            call.name.span,
            format!("there is no function named `{name}`"),
            meant(name).map(str::to_owned).or_else(|| did_you_mean(&near)),
        )
    }

    pub fn supported(&self, entry: &Entry, span: Span) -> Result<()> {
        match entry.support {
            Support::Built => Ok(()),
            Support::Known(reason) => unsupported(
                UNSUPPORTED_FUNCTION,
                span,
                format!("`{}` is not supported: {reason}", entry.description.name),
            ),
        }
    }
}
