use super::columns::same;
use crate::binder::{AggregateScope, Binder};
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, Wish};
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, Call, ExprKind as Ast, NamedExpr};
use lurcher_types::Type;
use lurcher_types::describe::Kind;

/// The aggregate calls of some items, and each item over the calls' outputs.
pub type Aggregated = (Vec<AggregateCall>, Vec<(Wish, Expr)>);

impl Binder<'_> {
    /// `summarize aggregates by keys`: one row per combination of keys.
    pub fn summarize(
        &mut self,
        input: Rel,
        aggregates: &[NamedExpr],
        by: &[NamedExpr],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        if aggregates.is_empty() && by.is_empty() {
            return refuse(ARGUMENT_COUNT, span, "`summarize` needs an aggregate or a key");
        }
        let (input, keys) = self.over(input, |b, row| b.group_keys(by, env, row))?;
        let mut wishes: Vec<Wish> = keys.iter().map(|(w, _)| w.clone()).collect();
        let key_values: Vec<Expr> = keys.into_iter().map(|(_, value)| value).collect();

        let (calls, values) = self.aggregate_items(&input.columns, &key_values, aggregates, env)?;
        wishes.extend(values.iter().map(|(w, _)| w.clone()));
        let taken: Vec<&str> = input.columns.iter().map(|c| c.name.as_str()).collect();
        let names = naming::assign(&wishes, &taken)?;
        let (key_names, value_names) = names.split_at(key_values.len());

        let mut key_columns: Vec<Col> = key_values.iter().zip(key_names).map(|(k, n)| self.col_of(n, k)).collect();
        let mut key_values = key_values;
        if let Some(hidden) = self.partition.clone() {
            key_values.push(Expr::column(&hidden, span));
            key_columns.push(hidden);
        }
        let mut columns = key_columns.clone();
        columns.extend(calls.iter().flat_map(|c| c.outputs.iter().cloned()));
        let grouped = self.rel(
            RelKind::Aggregate { input: Box::new(input), keys: key_values, aggregates: calls },
            columns,
            false,
            span,
        )?;
        // Expressions over aggregates (`sum(x) / count()`) and the names are one projection on top.
        let mut outputs: Vec<(Col, Expr)> = key_columns.iter().map(|c| same(c, span)).collect();
        for ((_, value), name) in values.into_iter().zip(value_names) {
            outputs.push((self.col_of(name, &value), value));
        }
        let markers: Vec<Col> = grouped.markers().filter(|c| !key_columns.contains(c)).cloned().collect();
        outputs.extend(markers.iter().map(|c| same(c, span)));
        if self.partition.is_some() {
            // The hidden key stays behind what the user sees.
            let hidden = outputs.remove(key_columns.len() - 1);
            outputs.push(hidden);
        }
        self.project_onto(grouped, outputs, span)
    }

    fn group_keys(&mut self, by: &[NamedExpr], env: &Env, row: Row) -> Result<Vec<(Wish, Expr)>> {
        for item in by {
            if let Ast::Call(call) = &item.value.kind
                && self.is_aggregate(&call.name.text, env)
                && self.language.entry(&call.name.text, Kind::Scalar).is_none()
            {
                return refuse(
                    AGGREGATE_PLACE,
                    call.span,
                    format!("the aggregate `{}` stands among the keys of `by`", call.name.text),
                );
            }
        }
        let mut keys = self.items(by, env, row)?;
        for ((wish, value), item) in keys.iter_mut().zip(by) {
            if value.kql_type == Type::Dynamic && !value.is_unknown() {
                return refuse_with(
                    OPERAND_TYPE,
                    value.span,
                    "a dynamic cannot be a group key",
                    Some("tostring() makes one of it".into()),
                );
            }
            // A scalar `let` as key has no name of its own.
            if item.names.is_empty() && !value.reads_columns() && matches!(item.value.kind, Ast::Name(_)) {
                *wish = Wish::None;
            }
        }
        Ok(keys)
    }

    /// The aggregate calls of these items, and each item over the calls' outputs.
    pub fn aggregate_items(
        &mut self,
        columns: &[Col],
        keys: &[Expr],
        items: &[NamedExpr],
        env: &Env,
    ) -> Result<Aggregated> {
        let key_ids =
            keys.iter().filter_map(|k| if let ExprKind::Column(id) = k.kind { Some(id) } else { None }).collect();
        let outer =
            self.aggregates.replace(AggregateScope { columns: columns.to_vec(), keys: key_ids, calls: Vec::new() });
        let bound = self.aggregate_values(items, env);
        let scope = std::mem::replace(&mut self.aggregates, outer);
        Ok((scope.map(|s| s.calls).unwrap_or_default(), bound?))
    }

    fn aggregate_values(&mut self, items: &[NamedExpr], env: &Env) -> Result<Vec<(Wish, Expr)>> {
        let mut values = Vec::new();
        for item in items {
            if let Some(call) = direct_call(&item.value)
                && self.is_aggregate(&call.name.text, env)
                && let Some(entry) = self.language.entry(&call.name.text, Kind::Aggregate)
            {
                let (_, outputs) = self.aggregate_call(entry, call, env)?;
                values.extend(self.name_outputs(item, call, &outputs)?);
                continue;
            }
            let value = self.scalar(&item.value, env, Row::NONE)?;
            values.push((self.wish(item), value));
        }
        Ok(values)
    }

    /// One call may fill several columns: `(a, b) = arg_max(x, y)`, `percentiles(x, 5, 95)`.
    fn name_outputs(&mut self, item: &NamedExpr, call: &Call, outputs: &[Col]) -> Result<Vec<(Wish, Expr)>> {
        if item.names.len() > outputs.len() {
            return refuse(
                ARGUMENT_COUNT,
                call.span,
                format!("`{}` gives {} columns, {} are named", call.name.text, outputs.len(), item.names.len()),
            );
        }
        let mut named = Vec::with_capacity(outputs.len());
        let outputs: Vec<&Col> = outputs.iter().filter(|c| !c.is_marker()).collect();
        for (i, output) in outputs.iter().enumerate() {
            let wish = match item.names.get(i) {
                Some(name) => Wish::Explicit(name.text.clone(), name.span),
                None if has_star(call) => Wish::Kept(output.name.clone()),
                None if outputs.len() == 1 => self.wish(item),
                None if output.name.is_empty() => Wish::None,
                None => Wish::Automatic(output.name.clone()),
            };
            named.push((wish, Expr::column(output, call.span)));
        }
        Ok(named)
    }
}

fn direct_call(e: &ast::Expr) -> Option<&Call> {
    match &e.kind {
        Ast::Call(call) => Some(call),
        Ast::Paren(inner) => direct_call(inner),
        _ => None,
    }
}

fn has_star(call: &Call) -> bool {
    call.arguments.iter().any(|a| matches!(a.value.kind, Ast::Star))
}
