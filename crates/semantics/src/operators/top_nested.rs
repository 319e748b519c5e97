use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{automatic, free};
use crate::scope::Env;
use crate::stored::Stored;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{Direction, NamedExpr, TopNestedLevel};
use lurcher_types::{Type, Value};

/// What is known of the levels before any row is: their values over the stored input, and the columns they show.
struct Plan<'a> {
    levels: &'a [TopNestedLevel],
    /// The input, with the value of each level behind its own columns.
    base: Stored,
    /// Where in `base` the first level's value is.
    first: usize,
    /// The names of each level's value and aggregate.
    names: Vec<(String, String)>,
    /// What stands for the rest at each level.
    others: Vec<Option<Value>>,
    span: Span,
}

impl Binder<'_> {
    /// `top-nested n of a by f(), top-nested m of b by g()`: the best values of a, and for each of them the best of b.
    pub fn top_nested(&mut self, input: Rel, levels: &[TopNestedLevel], env: &Env, span: Span) -> Result<Rel> {
        if self.partition.is_some() {
            return unsupported(UNSUPPORTED_OPERATOR, span, "`top-nested` inside `mv-apply` is not supported yet");
        }
        let plan = self.nested_plan(input, levels, env, span)?;
        let mut kept: Option<Stored> = None;
        let mut rest: Vec<Rel> = Vec::new();
        for level in 0..levels.len() {
            let best = self.nested_best(&plan, level, kept.as_ref(), env)?;
            let best = self.store(best);
            if plan.others.get(level).is_some_and(Option::is_some) {
                rest.push(self.nested_rest(&plan, level, kept.as_ref(), &best, env)?);
            }
            kept = Some(best);
        }
        let Some(kept) = kept else { return refuse(ARGUMENT_COUNT, span, "`top-nested` needs a level") };
        let best = self.stored(&kept, span)?;
        if rest.is_empty() {
            return Ok(best);
        }
        let mut legs = vec![best];
        legs.extend(rest);
        let columns: Vec<Col> = kept.columns.iter().map(|c| self.col(&c.name, c.kql_type)).collect();
        let sources = legs.iter().map(|l| l.columns.iter().map(|c| Some(Expr::column(c, span))).collect()).collect();
        self.rel(RelKind::Union { legs, columns: sources }, columns, false, span)
    }

    fn nested_plan<'a>(&mut self, input: Rel, levels: &'a [TopNestedLevel], env: &Env, span: Span) -> Result<Plan<'a>> {
        let (input, values) = self.over(input, |b, row| {
            levels.iter().map(|level| b.scalar(&level.of.value, env, row)).collect::<Result<Vec<_>>>()
        })?;
        let mut taken: Vec<String> = Vec::new();
        let mut names = Vec::with_capacity(levels.len());
        let mut others = Vec::with_capacity(levels.len());
        for (level, value) in levels.iter().zip(&values) {
            if value.kql_type == Type::Dynamic && !value.is_unknown() {
                return refuse_with(
                    OPERAND_TYPE,
                    value.span,
                    "a dynamic cannot be a level of `top-nested`",
                    Some("tostring() makes one of it".into()),
                );
            }
            let mut name = |wanted: String| {
                let name = free(&wanted, |n| taken.iter().any(|t| t == n));
                taken.push(name.clone());
                name
            };
            let of = name(given_name(&level.of).unwrap_or_else(|| {
                automatic(&level.of.value, self.language).filter(|n| !n.is_empty()).unwrap_or("Column1".to_owned())
            }));
            let by = name(given_name(&level.by).unwrap_or_else(|| format!("aggregated_{of}")));
            names.push((of, by));
            let rest = level.with_others.as_ref();
            others.push(rest.map(|e| self.others_value(e, value.kql_type, env)).transpose()?);
        }
        let first = input.columns.len();
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| super::columns::same(c, span)).collect();
        for value in values {
            outputs.push((self.col("", value.kql_type), value));
        }
        let base = self.project_onto(input, outputs, span)?;
        Ok(Plan { levels, base: self.store(base), first, names, others, span })
    }

    fn others_value(&mut self, e: &lurcher_syntax::ast::Expr, wanted: Type, env: &Env) -> Result<Value> {
        let bound = self.scalar(e, env, crate::scope::Row::NONE)?;
        let bound = self.convert_argument(bound, wanted, e.span)?;
        match bound.as_literal() {
            Some(value) => Ok(value.clone()),
            None => refuse(NOT_CONSTANT, e.span, "`with others` takes a constant"),
        }
    }

    /// The kept values above, each with the best of this level.
    fn nested_best(&mut self, plan: &Plan, level: usize, above: Option<&Stored>, env: &Env) -> Result<Rel> {
        let span = plan.span;
        let rows = self.stored(&plan.base, span)?;
        let grouped = self.nested_groups(plan, rows, level + 1, &[level], env)?;
        let (joined, parents) = match above {
            None => (grouped, vec![]),
            Some(above) => self.below(above, grouped, level, span)?,
        };
        let mut outputs: Vec<(Col, Expr)> = parents.iter().map(|c| super::columns::same(c, span)).collect();
        let own = joined.columns.iter().rev().take(2).rev().cloned().collect::<Vec<_>>();
        let (of, by) = plan.names.get(level).cloned().unwrap_or_default();
        for (c, name) in own.iter().zip([of, by]) {
            outputs.push((self.col(name, c.kql_type), Expr::column(c, span)));
        }
        let all = self.project_onto(joined, outputs, span)?;
        let Some(level) = plan.levels.get(level) else { return Ok(all) };
        let Some(count) = &level.count else { return Ok(all) };
        let count = self.row_count(count, env)?;
        let [.., of, by] = all.columns.as_slice() else { return Ok(all) };
        let (value, tie) = (Expr::column(by, span), Expr::column(of, span));
        let descending = level.direction != Direction::Asc;
        let keys: Vec<Expr> = parents.iter().step_by(2).map(|c| Expr::column(c, span)).collect();
        // Groups come in no order of their own: the same ones are the first at every run.
        let tie = SortKey { value: tie, descending: false, nulls_first: true };
        let sorted = self.sorted(all, vec![SortKey { value, descending, nulls_first: !descending }, tie], span)?;
        if keys.is_empty() {
            return self.first_rows(sorted, count, span);
        }
        let columns = sorted.columns.clone();
        self.rel(RelKind::FirstPer { input: Box::new(sorted), count, keys }, columns, false, span)
    }

    /// One row for what did not make it to the top: of the whole, or of each kept value above.
    fn nested_rest(
        &mut self,
        plan: &Plan,
        level: usize,
        above: Option<&Stored>,
        best: &Stored,
        env: &Env,
    ) -> Result<Rel> {
        let span = plan.span;
        let rows = self.stored(&plan.base, span)?;
        let top = self.stored(best, span)?;
        let on = (0..=level)
            .filter_map(|i| Some((rows.columns.get(plan.first + i)?, top.columns.get(2 * i)?)))
            .map(|(l, r)| (Expr::column(l, span), Expr::column(r, span)))
            .collect();
        let columns = rows.columns.clone();
        let kind = RelKind::Join { kind: JoinKind::LeftAnti, left: Box::new(rows), right: Box::new(top), on };
        let left_over = self.rel(kind, columns, false, span)?;
        let shown: Vec<usize> =
            (level..plan.levels.len()).filter(|i| plan.others.get(*i).is_some_and(Option::is_some)).collect();
        let grouped = self.nested_groups(plan, left_over, level, &shown, env)?;
        let values = grouped.columns.iter().rev().take(shown.len()).rev().cloned().collect::<Vec<_>>();
        let (joined, parents) = match above {
            None => (grouped, vec![]),
            Some(above) => self.below(above, grouped, level, span)?,
        };
        let mut outputs: Vec<(Col, Expr)> = parents.iter().map(|c| super::columns::same(c, span)).collect();
        for i in level..plan.levels.len() {
            let (of, by) = plan.names.get(i).cloned().unwrap_or_default();
            let of_type = plan.base.columns.get(plan.first + i).map_or(Type::String, |c| c.kql_type);
            let rest = plan.others.get(i).cloned().flatten();
            let aggregate = shown.iter().position(|s| *s == i).and_then(|at| values.get(at));
            let by_value = match aggregate {
                Some(col) => Expr::column(col, span),
                None => Expr::literal(Value::missing(self.nested_type(plan, i, env)?), span),
            };
            let of_value = Expr::literal(rest.unwrap_or(Value::missing(of_type)), span);
            outputs.push((self.col(of, of_type), of_value));
            outputs.push((self.col(by, by_value.kql_type), by_value));
        }
        self.project_onto(joined, outputs, span)
    }

    /// Rows in groups by the values of the first `keys` levels, with the aggregates of some levels behind the keys.
    /// Over no rows there is no group.
    fn nested_groups(&mut self, plan: &Plan, rows: Rel, keys: usize, shown: &[usize], env: &Env) -> Result<Rel> {
        let span = plan.span;
        let own: Vec<Col> = rows.columns.iter().take(plan.first).cloned().collect();
        let keys: Vec<Expr> = rows.columns.iter().skip(plan.first).take(keys).map(|c| Expr::column(c, span)).collect();
        let items: Vec<NamedExpr> = shown.iter().filter_map(|i| plan.levels.get(*i)).map(|l| l.by.clone()).collect();
        let (mut calls, values) = self.aggregate_items(&own, &keys, &items, env)?;
        if values.len() != items.len() {
            return refuse(ARGUMENT_COUNT, span, "an aggregate of `top-nested` gives one value");
        }
        if let Some((_, value)) = values.iter().find(|(_, v)| v.kql_type == Type::Dynamic && !v.is_unknown()) {
            return refuse(OPERAND_TYPE, value.span, "a dynamic has no order");
        }
        let rows_in_group = self.col("", Type::Long);
        calls.push(AggregateCall { function: "count", args: vec![], outputs: vec![rows_in_group.clone()], span });
        let key_columns: Vec<Col> = keys.iter().map(|k| self.col("", k.kql_type)).collect();
        let mut columns = key_columns.clone();
        columns.extend(calls.iter().flat_map(|c| c.outputs.iter().cloned()));
        let grouped = self.rel(
            RelKind::Aggregate { input: Box::new(rows), keys, aggregates: calls },
            columns.clone(),
            false,
            span,
        )?;
        let some = Expr {
            kind: ExprKind::Compare {
                op: CompareOp::Greater,
                left: Box::new(Expr::column(&rows_in_group, span)),
                right: Box::new(Expr::literal(Value::Long(0), span)),
            },
            kql_type: Type::Bool,
            span,
        };
        let grouped = self.rel(RelKind::Filter { input: Box::new(grouped), predicate: some }, columns, false, span)?;
        let mut outputs: Vec<(Col, Expr)> = key_columns.iter().map(|c| super::columns::same(c, span)).collect();
        for (_, value) in values {
            outputs.push((self.col("", value.kql_type), value));
        }
        self.project_onto(grouped, outputs, span)
    }

    /// The kept rows of the levels above, beside the groups that are theirs.
    fn below(&mut self, above: &Stored, groups: Rel, keys: usize, span: Span) -> Result<(Rel, Vec<Col>)> {
        let above = self.stored(above, span)?;
        let parents = above.columns.clone();
        let on = (0..keys)
            .filter_map(|i| Some((parents.get(2 * i)?, groups.columns.get(i)?)))
            .map(|(l, r)| (Expr::column(l, span), Expr::column(r, span)))
            .collect();
        let columns = parents.iter().chain(&groups.columns).cloned().collect();
        let kind = RelKind::Join { kind: JoinKind::Inner, left: Box::new(above), right: Box::new(groups), on };
        Ok((self.rel(kind, columns, false, span)?, parents))
    }

    /// The type of a level's aggregate.
    fn nested_type(&mut self, plan: &Plan, level: usize, env: &Env) -> Result<Type> {
        let Some(item) = plan.levels.get(level).map(|l| l.by.clone()) else { return Ok(Type::Long) };
        let own: Vec<Col> = plan.base.columns.iter().take(plan.first).cloned().collect();
        let (_, values) = self.aggregate_items(&own, &[], &[item], env)?;
        Ok(values.first().map_or(Type::Long, |(_, v)| v.kql_type))
    }
}

fn given_name(item: &NamedExpr) -> Option<String> {
    item.names.first().map(|n| n.text.clone())
}
