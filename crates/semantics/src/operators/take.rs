use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast;

impl Binder<'_> {
    /// `take n`: any n rows; here the first ones, so that answers repeat.
    pub fn take(&mut self, input: Rel, count: &ast::Expr, env: &Env, span: Span) -> Result<Rel> {
        let count = self.row_count(count, env)?;
        self.first_rows(input, count, span)
    }
}
