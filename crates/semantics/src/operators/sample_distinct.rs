use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast;

impl Binder<'_> {
    /// `sample-distinct n of x`: at most n different values; here the first ones, so that answers repeat.
    pub fn sample_distinct(
        &mut self,
        input: Rel,
        count: &ast::Expr,
        of: &ast::Expr,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let count = self.row_count(count, env)?;
        let item = ast::NamedExpr { names: vec![], tuple: false, value: of.clone() };
        let values = self.distinct(input, &[item], env, span)?;
        if values.visible().any(|c| c.kql_type == lurcher_types::Type::Dynamic && c.open == Open::No) {
            return refuse_with(
                OPERAND_TYPE,
                of.span,
                "dynamics cannot be told apart",
                Some("tostring() makes a text of one".into()),
            );
        }
        self.first_rows(values, count, span)
    }
}
