//! `ipv4_lookup`, `geo_line_lookup` and their kin: a table stands beside the input.

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
        let table = self.table_beside(arguments.at(0, "a table to look up in")?, env)?;
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
        let lookup = self.lookup_step(table, items, span)?;

        let new = self.lookup_columns(&source_columns, &shown);
        let columns: Vec<Col> = source_columns.iter().chain(&new).cloned().collect();
        let constants = vec![
            Expr::literal(Value::Long(extra.len() as i64), span),
            Expr::literal(Value::Bool(keep_unmatched), span),
        ];
        let call = PluginCall { plugin, input, args, constants, lookup: Some(lookup), keeps_input: true, per: false };
        let found = self.rel(RelKind::Plugin(Box::new(call)), columns, false, span)?;
        if plugin == "ipv4_lookup" {
            return Ok(found);
        }
        // The engine shows the columns of an IPv6 lookup before those of its input.
        let items = new.iter().chain(&source_columns).map(|c| same(c, span)).collect();
        self.project_onto(found, items, span)
    }

    /// `geo_line_lookup` and `geo_polygon_lookup`.
    pub fn geo_lookup(
        &mut self,
        plugin: &'static str,
        input: Rel,
        arguments: &Arguments,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        arguments.only(8, &["radius", "return_unmatched", "lookup_area_radius", "return_lookup_key"])?;
        let table = self.table_beside(arguments.at(0, "a table to look up in")?, env)?;
        let (source_columns, table_columns) = (input.columns.clone(), table.columns.clone());
        let key = arguments.at(1, "the column of shapes of that table")?;
        let shape = self.column_argument(key, &table_columns, env, plugin)?;
        if shape.kql_type != Type::Dynamic {
            let message = format!("the column of shapes must be dynamic, this is {}", shape.kql_type);
            return refuse(ARGUMENT_TYPE, shape.span, message);
        }
        let mut args = Vec::with_capacity(2);
        for (index, what) in [(2, "a column of longitudes"), (3, "a column of latitudes")] {
            let degrees = self.column_argument(arguments.at(index, what)?, &source_columns, env, plugin)?;
            if !degrees.kql_type.is_number() && !degrees.is_unknown() {
                let message = format!("{what} must hold numbers, this is {}", degrees.kql_type);
                return refuse(ARGUMENT_TYPE, degrees.span, message);
            }
            args.push(self.cast(degrees, Type::Real)?);
        }
        let radius = match arguments.named_or_at("radius", 4) {
            Some(e) => self.metres(e, env, plugin)?,
            None if plugin == "geo_line_lookup" => {
                return refuse(ARGUMENT_COUNT, arguments.span, "`geo_line_lookup` needs a radius in metres");
            }
            None => Value::Null(Type::Real),
        };
        // How the service looks is its own affair; the answer is the same.
        if let Some(e) = arguments.named_or_at("lookup_area_radius", 6) {
            self.metres(e, env, plugin)?;
        }
        let mut flag = |name, index| match arguments.named_or_at(name, index) {
            Some(e) => self.bool_argument(e, env, plugin),
            None => Ok(false),
        };
        let (keep_unmatched, with_key) = (flag("return_unmatched", 5)?, flag("return_lookup_key", 7)?);
        let is_key = |c: &Col| shape.kind == ExprKind::Column(c.id);
        let shown: Vec<Col> = table.visible().filter(|c| with_key || !is_key(c)).cloned().collect();
        let mut items = vec![(self.col("", Type::Dynamic), shape.clone())];
        items.extend(shown.iter().map(|c| (self.col_like(c), Expr::column(c, span))));
        let lookup = self.lookup_step(table, items, span)?;
        let mut columns = source_columns.clone();
        columns.extend(self.lookup_columns(&source_columns, &shown));
        let constants = vec![Expr::literal(radius, span), Expr::literal(Value::Bool(keep_unmatched), span)];
        let call = PluginCall { plugin, input, args, constants, lookup: Some(lookup), keeps_input: true, per: false };
        self.rel(RelKind::Plugin(Box::new(call)), columns, false, span)
    }

    fn metres(&mut self, e: &ast::Expr, env: &Env, plugin: &str) -> Result<Value> {
        let metres = match self.literal_argument(e, env, plugin)? {
            Value::Int(v) => f64::from(v),
            Value::Long(v) => v as f64,
            Value::Real(v) => v,
            _ => f64::NAN,
        };
        if metres >= 0.0 && metres.is_finite() {
            return Ok(Value::Real(metres));
        }
        refuse(ARGUMENT_TYPE, e.span, format!("`{plugin}` wants a number of metres here"))
    }

    /// The step that computes some columns of such a table.
    pub fn lookup_step(&mut self, table: Rel, columns: Vec<(Col, Expr)>, span: Span) -> Result<StepId> {
        let table = self.undivided(|b| b.project_onto(table, columns, span))?;
        Ok(self.add_step(StepKind::Lookup, table))
    }

    /// Columns of the other table under names that are free beside the source's.
    fn lookup_columns(&mut self, source: &[Col], shown: &[Col]) -> Vec<Col> {
        let mut used: Vec<String> = source.iter().map(|c| c.name.clone()).collect();
        let mut new: Vec<Col> = Vec::with_capacity(shown.len());
        for c in shown {
            let name = free(&c.name, |n| used.iter().any(|u| u == n));
            used.push(name.clone());
            new.push(Col { name, ..self.col_like(c) });
        }
        new
    }
}

fn column_of(e: &Expr) -> Option<ColumnId> {
    match e.kind {
        ExprKind::Column(id) => Some(id),
        _ => None,
    }
}
