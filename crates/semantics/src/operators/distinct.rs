use super::columns::same;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, Wish};
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{ExprKind as Ast, NamedExpr};

impl Binder<'_> {
    /// `distinct a, b` and `distinct *`: a grouping without aggregates.
    pub fn distinct(&mut self, input: Rel, items: &[NamedExpr], env: &Env, span: Span) -> Result<Rel> {
        if items.iter().any(|i| matches!(i.value.kind, Ast::Star)) {
            let outputs = input.columns.iter().map(|c| same(c, span)).collect();
            return self.group(input, outputs, span);
        }
        let (input, bound) = self.over(input, |b, row| b.items(items, env, row))?;
        let wishes: Vec<Wish> = bound.iter().map(|(w, _)| w.clone()).collect();
        let names = naming::assign(&wishes, &[])?;
        let mut outputs: Vec<(Col, Expr)> = Vec::new();
        for (name, (_, value)) in names.into_iter().zip(bound) {
            outputs.push((self.col_of(name, &value), value));
        }
        if let Some(hidden) = self.partition.clone() {
            outputs.push(same(&hidden, span));
        }
        self.group(input, outputs, span)
    }

    fn group(&mut self, input: Rel, outputs: Vec<(Col, Expr)>, span: Span) -> Result<Rel> {
        let (columns, keys) = outputs.into_iter().unzip();
        self.rel(RelKind::Aggregate { input: Box::new(input), keys, aggregates: vec![] }, columns, false, span)
    }
}
