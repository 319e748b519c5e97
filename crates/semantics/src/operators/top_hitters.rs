use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, automatic};
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::Type;

impl Binder<'_> {
    /// `top-hitters n of x by y`: the values of x with the largest sums of y, or that come most often. It is exact here.
    pub fn top_hitters(
        &mut self,
        input: Rel,
        count: &ast::Expr,
        of: &ast::Expr,
        by: Option<&ast::Expr>,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let count = self.row_count(count, env)?;
        let item = ast::NamedExpr { names: vec![], tuple: false, value: of.clone() };
        let (input, (keys, measure)) = self.over(input, |b, row| {
            let measure = by.map(|by| b.scalar(by, env, row)).transpose()?;
            Ok((b.items(std::slice::from_ref(&item), env, row)?, measure))
        })?;
        let names = naming::assign(&keys.iter().map(|(w, _)| w.clone()).collect::<Vec<_>>(), &[])?;
        let mut keys: Vec<(Col, Expr)> =
            keys.into_iter().zip(names).map(|((_, e), name)| (self.col(name, e.kql_type), e)).collect();
        if let Some((col, _)) = keys.iter().find(|(c, _)| c.kql_type == Type::Dynamic) {
            return refuse(OPERAND_TYPE, of.span, format!("the dynamic `{}` cannot be a group key", col.name));
        }
        let called = |e: &ast::Expr| automatic(e, self.language).unwrap_or_default();
        let (name, function, argument) = match (by, measure) {
            (Some(by), Some(e)) => (format!("approximate_sum_{}", called(by)), "sum", Some(self.summable(e)?)),
            _ => (format!("approximate_count_{}", called(of)), "count", None),
        };
        let output = self.col(name, argument.as_ref().map_or(Type::Long, |e| e.kql_type));
        let call =
            AggregateCall { function, args: argument.into_iter().collect(), outputs: vec![output.clone()], span };
        if let Some(hidden) = self.partition.clone() {
            keys.push(super::columns::same(&hidden, span));
        }
        let (mut columns, keys): (Vec<Col>, Vec<Expr>) = keys.into_iter().unzip();
        columns.push(output.clone());
        let grouped = self.rel(
            RelKind::Aggregate { input: Box::new(input), keys, aggregates: vec![call] },
            columns,
            false,
            span,
        )?;
        let largest = SortKey { value: Expr::column(&output, span), descending: true, nulls_first: false };
        // Groups come in no order of their own: the same ones are the first at every run.
        let tie = grouped.columns.first().map(|c| Expr::column(c, span));
        let tie = tie.map(|value| SortKey { value, descending: false, nulls_first: true });
        let sorted = self.sorted(grouped, std::iter::once(largest).chain(tie).collect(), span)?;
        self.first_rows(sorted, count, span)
    }

    fn summable(&mut self, e: Expr) -> Result<Expr> {
        match e.kql_type {
            Type::Int => self.cast(e, Type::Long),
            Type::Long | Type::Real | Type::Decimal => Ok(e),
            other => refuse(OPERAND_TYPE, e.span, format!("`top-hitters … by` sums numbers, this is {other}")),
        }
    }
}
