//! `ipv4_lookup` and `ipv6_lookup`: a table stands beside the input.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::operators::same;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn ip_lookup(
        &mut self,
        plugin: &'static str,
        input: Rel,
        arguments: &Arguments,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        arguments.only(usize::MAX, &["return_unmatched"])?;
        let mut table = self.table(arguments.at(0, "a table to look up in")?, env)?;
        let source_columns = input.columns.clone();
        let address = self.column_argument(arguments.at(1, "a column of addresses")?, &source_columns, env, plugin)?;
        let table_columns = table.columns.clone();
        let range = self.column_argument(arguments.at(2, "a column of ranges")?, &table_columns, env, plugin)?;
        let mut extra: Vec<&ast::Expr> = arguments.placed.get(3..).unwrap_or_default().to_vec();
        // The flag may also stand by its place, behind the keys.
        let placed_flag = match extra.last() {
            Some(last) if matches!(last.kind, Ast::Literal(ast::Literal::Bool(_))) => extra.pop(),
            _ => None,
        };
        let keep_unmatched = match arguments.named_or_at("return_unmatched", usize::MAX).or(placed_flag) {
            Some(e) => self.bool_argument(e, env, plugin)?,
            None => false,
        };
        if let (Some(first), "ipv6_lookup") = (extra.first(), plugin) {
            return refuse(ARGUMENT_COUNT, first.span, "`ipv6_lookup` takes no further keys");
        }

        let mut args = vec![self.cast(address, Type::String)?];
        let mut keys: Vec<Expr> = vec![self.cast(range, Type::String)?];
        for e in &extra {
            let left = self.column_argument(e, &source_columns, env, plugin)?;
            let right = self.column_argument(e, &table_columns, env, plugin)?;
            if left.kql_type != right.kql_type {
                let message = format!("the key is {} on one side and {} on the other", left.kql_type, right.kql_type);
                return refuse(BAD_JOIN_KEY, e.span, message);
            }
            args.push(left);
            keys.push(right);
        }
        let key_ids: Vec<ColumnId> = keys.iter().skip(1).filter_map(column_of).collect();
        let shown: Vec<Col> = table.visible().filter(|c| !key_ids.contains(&c.id)).cloned().collect();
        let mut items: Vec<(Col, Expr)> = Vec::new();
        for key in keys {
            items.push((self.col("", key.kql_type), key));
        }
        for c in &shown {
            items.push((self.col_like(c), Expr::column(c, span)));
        }
        table = self.project_onto(table, items, span)?;
        let lookup = self.add_step(StepKind::Lookup, table);

        let mut used: Vec<String> = source_columns.iter().map(|c| c.name.clone()).collect();
        let mut new: Vec<Col> = Vec::with_capacity(shown.len());
        for c in &shown {
            let name = free(&c.name, |n| used.iter().any(|u| u == n));
            used.push(name.clone());
            new.push(Col { name, ..self.col_like(c) });
        }
        let columns: Vec<Col> = source_columns.iter().chain(&new).cloned().collect();
        let constants = vec![
            Expr::literal(Value::Long(extra.len() as i64), span),
            Expr::literal(Value::Bool(keep_unmatched), span),
        ];
        let call = PluginCall { plugin, input, args, constants, lookup: Some(lookup), keeps_input: true };
        let found = self.rel(RelKind::Plugin(Box::new(call)), columns, false, span)?;
        if plugin == "ipv4_lookup" {
            return Ok(found);
        }
        // The engine shows the columns of an IPv6 lookup before those of its input.
        let items = new.iter().chain(&source_columns).map(|c| same(c, span)).collect();
        self.project_onto(found, items, span)
    }
}

fn column_of(e: &Expr) -> Option<ColumnId> {
    match e.kind {
        ExprKind::Column(id) => Some(id),
        _ => None,
    }
}
