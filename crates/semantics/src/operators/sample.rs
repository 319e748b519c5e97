use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast;

impl Binder<'_> {
    /// `sample n`: n random rows.
    pub fn sample(&mut self, input: Rel, count: &ast::Expr, env: &Env, span: Span) -> Result<Rel> {
        let count = self.row_count(count, env)?;
        let columns = input.columns.clone();
        self.rel(RelKind::Sample { input: Box::new(input), count }, columns, false, span)
    }
}
