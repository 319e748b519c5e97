//! `pivot`: the values of a column become columns, each holding an aggregate.

use super::{Arguments, OutputSchema};
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::operators::same;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Name, NamedExpr};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn pivot(
        &mut self,
        input: Rel,
        arguments: &Arguments,
        schema: Option<OutputSchema>,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        arguments.only(usize::MAX, &[])?;
        let columns = input.columns.clone();
        let pivot = self.column_argument(arguments.at(0, "a column to turn")?, &columns, env, "pivot")?;
        if pivot.kql_type == Type::Dynamic && !pivot.is_unknown() {
            return refuse(ARGUMENT_TYPE, pivot.span, "`pivot` cannot turn a dynamic column");
        }
        let mut rest = arguments.placed.get(1..).unwrap_or_default();
        let aggregate = match rest.first().map(|e| &e.kind) {
            Some(Ast::Call(call)) if self.is_aggregate(&call.name.text, env) => {
                let first = rest.first().map(|e| (*e).clone());
                rest = rest.get(1..).unwrap_or_default();
                first
            }
            _ => None,
        };
        let aggregate =
            NamedExpr { names: vec![], tuple: false, value: aggregate.unwrap_or_else(|| counting(arguments.span)) };
        let (calls, value) = self.one_aggregate(&columns, &aggregate, env, span)?;
        let groups = self.pivot_groups(rest, &columns, &pivot, &calls, env)?;

        let values_in_play = self.cast(pivot, Type::String)?;
        let names = match &schema {
            Some(schema) => self.declared_pivots(schema, &groups, value.kql_type, span)?,
            None => {
                let probe_columns = vec![self.col("ColumnName", Type::String)];
                let kind = RelKind::Aggregate {
                    input: Box::new(input.clone()),
                    keys: vec![values_in_play.clone()],
                    aggregates: vec![],
                };
                let probe = self.rel(kind, probe_columns, false, span)?;
                match self.probed(probe, "pivot", span)? {
                    Some(found) => found.into_iter().map(|(name, _)| name).collect(),
                    None => {
                        let mut items: Vec<(Col, Expr)> = groups.iter().map(|c| same(c, span)).collect();
                        items.extend(self.open_columns("pivot", span));
                        return self.project_onto(input, items, span);
                    }
                }
            }
        };
        for name in &names {
            if name.is_empty() || groups.iter().any(|c| c.name == *name) {
                let message = format!("the value `{name}` of the turned column cannot name a column here");
                return refuse(DUPLICATE_NAME, span, message);
            }
        }
        let empty = self.aggregate_of_nothing(&input, &aggregate, env, span)?;

        // One row per group and value.
        let mut keys: Vec<Expr> = groups.iter().map(|c| Expr::column(c, span)).collect();
        let mut key_columns: Vec<Col> = groups.iter().map(|c| self.col_like(c)).collect();
        let turned = self.col("", Type::String);
        keys.push(values_in_play);
        key_columns.push(turned.clone());
        let outputs = calls.iter().flat_map(|c| c.outputs.iter().cloned());
        let grouped_columns = key_columns.iter().cloned().chain(outputs).collect();
        let kind = RelKind::Aggregate { input: Box::new(input), keys, aggregates: calls };
        let grouped = self.rel(kind, grouped_columns, false, span)?;

        key_columns.pop();
        let mut args = vec![Expr::column(&turned, span), value];
        args.extend(key_columns.iter().map(|c| Expr::column(c, span)));
        let turned = self.turned(grouped, args, empty, names, span)?;
        let Some(schema) = schema.filter(|s| !s.star) else { return Ok(turned) };
        let declared = schema.columns.iter().filter_map(|(name, _)| turned.columns.iter().find(|c| c.name == *name));
        let items = declared.map(|c| same(c, span)).collect();
        self.project_onto(turned, items, span)
    }

    /// The call of the kernel. Its arguments: the value that names a cell's column, the cell's value, then the groups.
    fn turned(&mut self, grouped: Rel, args: Vec<Expr>, empty: Expr, names: Vec<String>, span: Span) -> Result<Rel> {
        let cells = args.get(1).map_or(Type::Dynamic, |value| value.kql_type);
        let groups: Vec<Col> = grouped.columns.iter().take(args.len().saturating_sub(2)).cloned().collect();
        let mut constants = vec![empty];
        constants.extend(names.iter().map(|n| Expr::literal(Value::String(n.clone()), span)));
        let mut answer: Vec<Col> = groups.iter().map(|c| self.col_like(c)).collect();
        answer.extend(names.into_iter().map(|name| self.col(name, cells)));
        let call = PluginCall {
            plugin: "pivot",
            input: grouped,
            args,
            constants,
            lookup: None,
            keeps_input: false,
            per: false,
        };
        self.rel(RelKind::Plugin(Box::new(call)), answer, false, span)
    }

    /// The columns that stay: those named, or all but the turned one and those that the aggregate reads.
    fn pivot_groups(
        &mut self,
        named: &[&ast::Expr],
        columns: &[Col],
        pivot: &Expr,
        calls: &[AggregateCall],
        env: &Env,
    ) -> Result<Vec<Col>> {
        let mut groups: Vec<Col> = Vec::new();
        if named.is_empty() {
            let mut read: Vec<ColumnId> = Vec::new();
            calls.iter().flat_map(|c| &c.args).for_each(|e| columns_read(e, &mut read));
            columns_read(pivot, &mut read);
            groups.extend(columns.iter().filter(|c| !c.name.is_empty() && !read.contains(&c.id)).cloned());
        }
        for e in named {
            let value = self.column_argument(e, columns, env, "pivot")?;
            let is_meant = |c: &&Col| match (&value.kind, &e.kind) {
                (ExprKind::Unknown, Ast::Name(name)) => c.name == name.text,
                (kind, _) => *kind == ExprKind::Column(c.id),
            };
            groups.extend(columns.iter().find(is_meant).cloned());
        }
        match groups.iter().find(|c| c.kql_type == Type::Dynamic && c.open == Open::No) {
            Some(c) => {
                let message = format!("the dynamic column `{}` cannot be kept by `pivot`", c.name);
                refuse_with(OPERAND_TYPE, pivot.span, message, Some("tostring() makes a key of it".into()))
            }
            _ => Ok(groups),
        }
    }

    fn declared_pivots(
        &mut self,
        schema: &OutputSchema,
        groups: &[Col],
        value: Type,
        span: Span,
    ) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for (name, kql_type) in &schema.columns {
            let wanted = groups.iter().find(|c| c.name == *name).map_or(value, |c| c.kql_type);
            if *kql_type != wanted {
                return refuse(ARGUMENT_TYPE, span, format!("`{name}` is declared as {kql_type}, it is {wanted}"));
            }
            if !groups.iter().any(|c| c.name == *name) {
                names.push(name.clone());
            }
        }
        Ok(names)
    }

    /// The aggregate's calls, and the value over their outputs.
    fn one_aggregate(
        &mut self,
        columns: &[Col],
        aggregate: &NamedExpr,
        env: &Env,
        span: Span,
    ) -> Result<(Vec<AggregateCall>, Expr)> {
        let (calls, values) = self.aggregate_items(columns, &[], std::slice::from_ref(aggregate), env)?;
        match <[_; 1]>::try_from(values) {
            Ok([(_, value)]) => Ok((calls, value)),
            Err(_) => refuse(ARGUMENT_COUNT, span, "the aggregate of `pivot` must give one value"),
        }
    }

    /// What a cell without rows holds: the aggregate of no row at all.
    fn aggregate_of_nothing(&mut self, input: &Rel, aggregate: &NamedExpr, env: &Env, span: Span) -> Result<Expr> {
        let rows = self.reuse(input)?;
        let columns = rows.columns.clone();
        let never = Expr::literal(Value::Bool(false), span);
        let kind = RelKind::Filter { input: Box::new(rows), predicate: never };
        let none = self.rel(kind, columns.clone(), false, span)?;
        let (calls, value) = self.one_aggregate(&columns, aggregate, env, span)?;
        let outputs = calls.iter().flat_map(|c| c.outputs.iter().cloned()).collect();
        let kind = RelKind::Aggregate { input: Box::new(none), keys: vec![], aggregates: calls };
        let one = self.rel(kind, outputs, false, span)?;
        let kql_type = value.kql_type;
        let shown = self.col("value", kql_type);
        let one = self.project_onto(one, vec![(shown, value)], span)?;
        let step = self.add_step(StepKind::Scalar, one);
        Ok(Expr { kind: ExprKind::Scalar(step), kql_type, span })
    }
}

/// `count()`, which is what `pivot` computes unless told otherwise.
fn counting(span: Span) -> ast::Expr {
    let call = ast::Call { name: Name { text: "count".to_owned(), span, quoted: false }, arguments: vec![], span };
    ast::Expr { kind: Ast::Call(Box::new(call)), span }
}

fn columns_read(e: &Expr, read: &mut Vec<ColumnId>) {
    if let ExprKind::Column(id) = e.kind {
        read.push(id);
    }
    e.children().into_iter().for_each(|c| columns_read(c, read));
}
