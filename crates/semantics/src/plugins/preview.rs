//! `preview`: the first rows, and how many there are.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::Type;

impl Binder<'_> {
    /// The tables of `evaluate preview(n)`, which ends a query.
    pub fn preview(&mut self, input: Rel, call: &ast::Expr, env: &Env, span: Span) -> Result<Vec<ResultTable>> {
        let call = self.known_call(call)?;
        let arguments = Arguments::new(call)?;
        arguments.only(1, &[])?;
        let number = self.constant_argument(arguments.at(0, "a number of rows")?, env, "preview")?;
        if !number.kql_type.is_integer() {
            return refuse(ARGUMENT_TYPE, number.span, "`preview` wants a whole number of rows");
        }
        let all = self.store(input);
        let (rows, counted) = (self.stored(&all, span)?, self.stored(&all, span)?);
        let (columns, serialized) = (rows.columns.clone(), rows.serialized);
        let call = PluginCall {
            plugin: "preview",
            input: rows,
            args: vec![],
            constants: vec![number],
            lookup: None,
            keeps_input: true,
            per: false,
        };
        let first = self.plugin_rel(call, columns, serialized, span)?;
        let count = self.col("Count", Type::Long);
        let counting = AggregateCall { function: "count", args: vec![], outputs: vec![count.clone()], span };
        let kind = RelKind::Aggregate { input: Box::new(counted), keys: vec![], aggregates: vec![counting] };
        let count = self.rel(kind, vec![count], false, span)?;
        let table = |rel| ResultTable { rel, render: None, name: None };
        Ok(vec![table(first), table(count)])
    }
}

/// Whether `evaluate` calls the plugin that gives two tables.
pub fn is_preview(call: &ast::Expr) -> bool {
    match &call.kind {
        Ast::Call(call) => call.name.text == "preview",
        Ast::Paren(inner) => is_preview(inner),
        _ => false,
    }
}
