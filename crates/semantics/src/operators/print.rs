use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming;
use crate::naming::Wish;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::NamedExpr;

impl Binder<'_> {
    /// `print a = 1, 2`: one row; a nameless column is `print_` and its position.
    pub fn print(&mut self, items: &[NamedExpr], env: &Env, span: Span) -> Result<Rel> {
        let bound = self.items(items, env, Row::NONE)?;
        let several = bound.len() != items.len();
        let wishes: Vec<Wish> = bound
            .iter()
            .enumerate()
            .map(|(i, (wish, _))| match (items.get(i).and_then(|item| item.names.first()), wish) {
                // The columns of one call with several answers have names of their own.
                (_, wish) if several => wish.clone(),
                (Some(name), _) => Wish::Explicit(name.text.clone(), name.span),
                (None, _) => Wish::Automatic(format!("print_{i}")),
            })
            .collect();
        let names = naming::assign(&wishes, &[])?;
        let items = names.into_iter().zip(bound).map(|(n, (_, value))| (self.col_of(n, &value), value)).collect();
        self.project_onto_one_row(items, span)
    }
}
