//! Plugins that only look at rows: `rows_near`, `narrow`, `schema_merge`.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn rows_near(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        arguments.only(3, &["Condition", "NumRows", "NumRowsAfter"])?;
        if !input.serialized {
            let message = "`rows_near` needs an order of rows: sort or serialize them before it";
            return refuse(NOT_SERIALIZED, span, message);
        }
        let columns = input.columns.clone();
        let condition = self.condition(arguments.at(0, "a condition")?, env, Row::of(&columns))?;
        let before = self.constant_argument(arguments.at(1, "a number of rows")?, env, "rows_near")?;
        let after = match arguments.named_or_at("NumRowsAfter", 2) {
            Some(e) => self.constant_argument(e, env, "rows_near")?,
            None => before.clone(),
        };
        if let Some(e) = [&before, &after].into_iter().find(|e| !e.kql_type.is_integer()) {
            return refuse(ARGUMENT_TYPE, e.span, "`rows_near` wants a whole number of rows");
        }
        let call = PluginCall {
            plugin: "rows_near",
            input,
            args: vec![condition],
            constants: vec![before, after],
            lookup: None,
            keeps_input: true,
            per: false,
        };
        self.plugin_rel(call, columns, true, span)
    }

    pub fn narrow_plugin(&mut self, input: Rel, arguments: &Arguments, span: Span) -> Result<Rel> {
        arguments.only(0, &[])?;
        let shown: Vec<Col> = input.visible().cloned().collect();
        let mut args = Vec::with_capacity(shown.len());
        for column in &shown {
            args.push(self.cast(Expr::column(column, span), Type::String)?);
        }
        let constants = shown.iter().map(|c| Expr::literal(Value::String(c.name.clone()), span)).collect();
        let columns =
            vec![self.col("Row", Type::Long), self.col("Column", Type::String), self.col("Value", Type::String)];
        let call =
            PluginCall { plugin: "narrow", input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, columns, true, span)
    }

    pub fn schema_merge(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        arguments.only(1, &["PreserveOrder"])?;
        let preserve = match arguments.named_or_at("PreserveOrder", 0) {
            Some(e) => self.bool_argument(e, env, "schema_merge")?,
            None => true,
        };
        let mut args = Vec::with_capacity(4);
        for (name, wanted) in [
            ("ColumnName", Type::String),
            ("ColumnOrdinal", Type::Long),
            ("DataType", Type::String),
            ("ColumnType", Type::String),
        ] {
            match input.col(name).cloned() {
                Some(c) if c.kql_type == wanted || c.kql_type.is_integer() && wanted == Type::Long => {
                    args.push(self.cast(Expr::column(&c, span), wanted)?);
                }
                _ => {
                    let message = format!("`schema_merge` wants the columns of `getschema`; there is no `{name}`");
                    return refuse(ARGUMENT_TYPE, span, message);
                }
            }
        }
        let columns = vec![
            self.col("ColumnName", Type::String),
            self.col("ColumnOrdinal", Type::Long),
            self.col("DataType", Type::String),
            self.col("ColumnType", Type::String),
        ];
        let constants = vec![Expr::literal(Value::Bool(preserve), span)];
        let call =
            PluginCall { plugin: "schema_merge", input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, columns, true, span)
    }
}
