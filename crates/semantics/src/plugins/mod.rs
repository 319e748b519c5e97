//! The plugins behind `evaluate`: which columns each gives, and what its kernel is handed.

mod activity;
mod bag_unpack;
mod infer_storage_schema;
mod lookup;
mod patterns;
mod pivot;
mod preview;
mod rows;
mod sequences;

pub use preview::is_preview;

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, Name};
use lurcher_types::{Type, Value};

/// What stands behind the call: `: (*, a: string)`.
pub struct OutputSchema {
    pub columns: Vec<(String, Type)>,
    /// The input's columns come before them.
    pub star: bool,
}

/// The arguments of a plugin's call: some by place, then some by name.
pub struct Arguments<'a> {
    pub plugin: &'a str,
    pub placed: Vec<&'a ast::Expr>,
    named: Vec<(&'a Name, &'a ast::Expr)>,
    pub span: Span,
}

impl<'a> Arguments<'a> {
    pub fn new(call: &'a ast::Call) -> Result<Arguments<'a>> {
        let mut arguments =
            Arguments { plugin: &call.name.text, placed: Vec::new(), named: Vec::new(), span: call.span };
        for argument in &call.arguments {
            match &argument.name {
                Some(name) => arguments.named.push((name, &argument.value)),
                None => arguments.placed.push(&argument.value),
            }
        }
        Ok(arguments)
    }

    /// The argument at a place, which must be there.
    pub fn at(&self, index: usize, what: &str) -> Result<&'a ast::Expr> {
        match self.placed.get(index) {
            Some(e) => Ok(e),
            None => refuse(ARGUMENT_COUNT, self.span, format!("`{}` needs {what}", self.plugin)),
        }
    }

    /// The argument of this name, or else at this place.
    pub fn named_or_at(&self, name: &str, index: usize) -> Option<&'a ast::Expr> {
        let named = self.named.iter().find(|(n, _)| n.text == name).map(|(_, e)| *e);
        named.or_else(|| self.placed.get(index).copied())
    }

    /// The arguments that stand by name, in order.
    pub fn named(&self) -> impl Iterator<Item = (&'a Name, &'a ast::Expr)> {
        self.named.iter().copied()
    }

    /// No more arguments than these, and no other names.
    pub fn only(&self, most: usize, names: &[&str]) -> Result<()> {
        if let Some((name, _)) = self.named.iter().find(|(n, _)| !names.contains(&n.text.as_str())) {
            return refuse(BAD_OPTION, name.span, format!("`{}` has no argument `{}`", self.plugin, name.text));
        }
        match self.placed.get(most) {
            Some(e) => refuse(ARGUMENT_COUNT, e.span, format!("`{}` takes at most {most} arguments", self.plugin)),
            None => Ok(()),
        }
    }
}

impl Binder<'_> {
    pub fn plugin(
        &mut self,
        plugin: &'static str,
        input: Rel,
        arguments: &Arguments,
        schema: Option<OutputSchema>,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        if self.partition.is_some() && plugin == "pivot" {
            let message = format!("`evaluate {plugin}` inside `mv-apply` is not supported yet");
            return unsupported(UNSUPPORTED_OPERATOR, span, message);
        }
        let input = self.with_named_columns(input, arguments, env)?;
        let rel = match plugin {
            "bag_unpack" => return self.bag_unpack(input, arguments, schema, env, span),
            "pivot" => return self.pivot(input, arguments, schema, env, span),
            "ipv4_lookup" | "ipv6_lookup" => self.ip_lookup(plugin, input, arguments, env, span)?,
            "geo_line_lookup" | "geo_polygon_lookup" => self.geo_lookup(plugin, input, arguments, env, span)?,
            "rows_near" => self.rows_near(input, arguments, env, span)?,
            "narrow" => self.narrow_plugin(input, arguments, span)?,
            "schema_merge" => self.schema_merge(input, arguments, env, span)?,
            "infer_storage_schema" => {
                let message = "`infer_storage_schema` takes no input: it stands before a query";
                return refuse(WRONG_KIND, arguments.span, message);
            }
            "preview" => {
                let message = "`preview` gives two tables: it ends a query";
                return refuse(WRONG_KIND, arguments.span, message);
            }
            "new_activity_metrics" => self.new_activity_metrics(input, arguments, env, span)?,
            "rolling_percentile" => self.rolling_percentile(input, arguments, env, span)?,
            "sequence_detect" => self.sequence_detect(input, arguments, env, span)?,
            "funnel_sequence_completion" => self.funnel_sequence_completion(input, arguments, env, span)?,
            "dcount_intersect" => self.dcount_intersect(input, arguments, env, span)?,
            "autocluster" | "basket" => self.patterns(plugin, input, arguments, env, span)?,
            "diffpatterns" => self.diffpatterns(input, arguments, env, span)?,
            "diffpatterns_text" => self.diffpatterns_text(input, arguments, env, span)?,
            _ => self.activity(plugin, input, arguments, env, span)?,
        };
        if let Some(schema) = schema {
            let found = rel.visible().map(|c| (c.name.clone(), c.kql_type));
            if schema.star || !found.eq(schema.columns) {
                let message = format!("the columns declared are not those that `{plugin}` gives");
                return refuse(ARGUMENT_TYPE, span, message);
            }
        }
        Ok(rel)
    }

    /// A plugin that looks at many rows: inside `mv-apply` at those of each outer row alone.
    pub fn plugin_rel(
        &mut self,
        mut call: PluginCall,
        mut columns: Vec<Col>,
        serialized: bool,
        span: Span,
    ) -> Result<Rel> {
        if let Some(hidden) = &self.partition {
            call.per = true;
            call.args.push(Expr::column(hidden, span));
            if !call.keeps_input {
                columns.push(hidden.clone());
            }
        }
        self.rel(RelKind::Plugin(Box::new(call)), columns, serialized, span)
    }

    /// The input with the columns that the arguments name and that only a source of unknown columns could have.
    fn with_named_columns(&mut self, input: Rel, arguments: &Arguments, env: &Env) -> Result<Rel> {
        let (input, ()) = self.over(input, |b, row| {
            for e in &arguments.placed {
                if let ast::ExprKind::Name(name) = &e.kind
                    && row.col(&name.text).is_none()
                    && env.get(&name.text).is_none()
                {
                    b.inferred(name, row);
                }
            }
            Ok(())
        })?;
        Ok(input)
    }

    /// A column of the input, or what stands for one that nobody knows.
    pub fn column_argument(&mut self, e: &ast::Expr, columns: &[Col], env: &Env, plugin: &str) -> Result<Expr> {
        let value = self.scalar(e, env, Row::of(columns))?;
        if matches!(value.kind, ExprKind::Column(_) | ExprKind::Unknown) {
            return Ok(value);
        }
        refuse(NOT_CONSTANT, e.span, format!("`{plugin}` wants a plain column here"))
    }

    /// One value for the whole call: a literal or a scalar step.
    pub fn constant_argument(&mut self, e: &ast::Expr, env: &Env, plugin: &str) -> Result<Expr> {
        let value = self.scalar(e, env, Row::NONE)?;
        match value.kind {
            ExprKind::Literal(_) | ExprKind::Scalar(_) => Ok(value),
            _ => refuse(NOT_CONSTANT, e.span, format!("`{plugin}` wants a constant here")),
        }
    }

    pub fn literal_argument(&mut self, e: &ast::Expr, env: &Env, plugin: &str) -> Result<Value> {
        match self.constant_argument(e, env, plugin)?.as_literal() {
            Some(value) => Ok(value.clone()),
            None => refuse(NOT_CONSTANT, e.span, format!("`{plugin}` wants a constant here")),
        }
    }

    pub fn bool_argument(&mut self, e: &ast::Expr, env: &Env, plugin: &str) -> Result<bool> {
        match self.literal_argument(e, env, plugin)? {
            Value::Bool(b) => Ok(b),
            _ => refuse(ARGUMENT_TYPE, e.span, format!("`{plugin}` wants true or false here")),
        }
    }

    pub fn text_argument(&mut self, e: &ast::Expr, env: &Env, plugin: &str) -> Result<String> {
        match self.literal_argument(e, env, plugin)? {
            Value::String(text) => Ok(text),
            _ => refuse(ARGUMENT_TYPE, e.span, format!("`{plugin}` wants a text here")),
        }
    }
}
