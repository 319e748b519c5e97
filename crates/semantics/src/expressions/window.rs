//! `prev`, `row_number` and their kin.

use super::overload::Given;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::ast;
use lurcher_types::describe::Entry;

impl Binder<'_> {
    /// `prev`, `row_number` and their kin: computed over the whole serialized input, before the operator that uses them.
    pub fn window_call(&mut self, entry: &'static Entry, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        self.supported(entry, call.name.span)?;
        if !self.serialized {
            return refuse_with(
                NOT_SERIALIZED,
                call.name.span,
                format!("`{}` needs rows in order", call.name.text),
                Some("put `serialize` or `sort by` before it".into()),
            );
        }
        let given: Vec<Given> = self.given(&call.arguments, env, row)?;
        let (signature, slots, returns) = self.choose(entry, &given, call.span)?;
        let mut args = self.convert(signature, &slots, given, returns)?;
        match entry.description.name {
            // The default of a neighbour stands among the column's own values.
            "prev" | "next" if args.len() == 3 => {
                if let Some(default) = args.pop() {
                    let span = default.span;
                    if returns.is_integer() && !default.kql_type.is_integer() {
                        let message = format!(
                            "a default of type {} would not fit among values of type {returns}",
                            default.kql_type
                        );
                        return refuse(ARGUMENT_TYPE, span, message);
                    }
                    args.push(self.convert_argument(default, returns, span)?);
                }
            }
            _ => {}
        }
        let output = self.col("", returns);
        let expr = Expr::column(&output, call.span);
        self.windows.push(WindowCall { function: entry.description.name, args, output, span: call.span });
        Ok(expr)
    }
}
