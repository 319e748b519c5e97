use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::NamedExpr;

impl Binder<'_> {
    /// `serialize`: the order of rows is meant from here on; it may extend too.
    pub fn serialize(&mut self, mut input: Rel, items: &[NamedExpr], env: &Env, span: Span) -> Result<Rel> {
        input.serialized = true;
        if items.is_empty() { Ok(input) } else { self.extend(input, items, env, span) }
    }
}
