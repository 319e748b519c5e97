use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use crate::stored::Stored;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Name, Operator};
use lurcher_types::Type;

impl Binder<'_> {
    /// `fork (…) (…)`: several results of one input, which is computed once.
    pub fn fork(
        &mut self,
        input: Rel,
        branches: &[(Option<Name>, ast::Expr)],
        env: &Env,
        span: Span,
    ) -> Result<Vec<ResultTable>> {
        let input = self.store(input);
        branches
            .iter()
            .map(|(name, body)| {
                let mut table = self.branch(&input, body, env, span)?;
                if let Some(name) = name {
                    table.name = Some(name.text.clone());
                }
                Ok(table)
            })
            .collect()
    }

    /// `facet by a, b with (…)`: what the operators make of the input, then the values of each column with their counts.
    pub fn facet(
        &mut self,
        input: Rel,
        by: &[ast::Expr],
        with: Option<&ast::Expr>,
        env: &Env,
        span: Span,
    ) -> Result<Vec<ResultTable>> {
        let input = self.store(input);
        let mut tables = Vec::with_capacity(by.len() + 1);
        if let Some(body) = with {
            tables.push(self.branch(&input, body, env, span)?);
        }
        for column in by {
            let rows = self.stored(&input, span)?;
            let col = match &column.kind {
                Ast::Name(name) => rows.col(&name.text).cloned(),
                _ => None,
            };
            let Some(col) = col else {
                return refuse(UNKNOWN_NAME, column.span, "`facet by` takes columns of its input");
            };
            if col.kql_type == Type::Dynamic && col.open == Open::No {
                return refuse(OPERAND_TYPE, column.span, format!("the dynamic `{}` cannot be a facet", col.name));
            }
            let count = self.col(format!("count_{}", col.name), Type::Long);
            let call = AggregateCall { function: "count", args: vec![], outputs: vec![count.clone()], span };
            let key = self.col(&col.name, col.kql_type);
            let kind = RelKind::Aggregate {
                input: Box::new(rows),
                keys: vec![Expr::column(&col, column.span)],
                aggregates: vec![call],
            };
            let rel = self.rel(kind, vec![key, count], false, span)?;
            tables.push(ResultTable { rel, render: None, name: None });
        }
        Ok(tables)
    }

    fn branch(&mut self, input: &Stored, body: &ast::Expr, env: &Env, span: Span) -> Result<ResultTable> {
        let Some(operators) = operators_of(body) else {
            return refuse(WRONG_KIND, body.span, "operators stand here, and their input is the one before");
        };
        let rel = self.stored(input, span)?;
        self.result_name = None;
        let rel = self.operators(rel, &operators, &mut env.clone())?;
        Ok(ResultTable { rel, render: self.render.take(), name: self.result_name.take() })
    }
}

/// The operators of `(op | op)`, which the parser gives as a pipeline without a source.
pub fn operators_of(body: &ast::Expr) -> Option<Vec<&Operator>> {
    match &body.kind {
        Ast::Source(first) => Some(vec![first]),
        Ast::Pipe(pipe) => match &pipe.source.kind {
            Ast::Source(first) => Some(std::iter::once(&**first).chain(&pipe.operators).collect()),
            _ => None,
        },
        Ast::Paren(inner) => operators_of(inner),
        _ => None,
    }
}
