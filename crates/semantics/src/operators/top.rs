use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, Ordering};
use lurcher_types::Value;

impl Binder<'_> {
    /// `top n by x`: a sort and a take.
    pub fn top(&mut self, input: Rel, count: &ast::Expr, by: &Ordering, env: &Env, span: Span) -> Result<Rel> {
        let count = self.row_count(count, env)?;
        let (input, key) = self.over(input, |b, row| b.sort_key(by, env, row))?;
        let sorted = self.sorted(input, vec![key], span)?;
        self.first_rows(sorted, count, span)
    }

    /// A number of rows: a whole number that reads no column.
    pub fn row_count(&mut self, count: &ast::Expr, env: &Env) -> Result<Expr> {
        let value = self.scalar(count, env, Row::NONE)?;
        if !value.kql_type.is_integer() {
            return refuse(
                OPERAND_TYPE,
                count.span,
                format!("a number of rows is a whole number, this is {}", value.kql_type),
            );
        }
        // Kusto's pages do not say what a negative number means; an empty answer would hide the slip.
        if value.as_literal().is_some_and(|n| matches!(n, Value::Int(..0) | Value::Long(..0))) {
            return unsupported(UNSUPPORTED, count.span, "what a negative number of rows means is not documented");
        }
        Ok(value)
    }

    pub fn first_rows(&mut self, input: Rel, count: Expr, span: Span) -> Result<Rel> {
        let (columns, serialized) = (input.columns.clone(), input.serialized);
        let per = self.partition.as_ref().map(|c| c.id);
        self.rel(RelKind::Take { input: Box::new(input), count, per }, columns, serialized, span)
    }
}
