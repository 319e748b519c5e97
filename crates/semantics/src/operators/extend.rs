use super::columns::same;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, Wish};
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::NamedExpr;

impl Binder<'_> {
    /// `extend a = …`: a known name is replaced where it stands, a new one goes last. Every value sees the input only.
    pub fn extend(&mut self, input: Rel, items: &[NamedExpr], env: &Env, span: Span) -> Result<Rel> {
        let (input, bound) = self.over(input, |b, row| b.items_named(items, env, row))?;
        self.extend_with(input, bound, span)
    }

    pub fn extend_with(&mut self, input: Rel, bound: Vec<(Wish, Expr)>, span: Span) -> Result<Rel> {
        let taken: Vec<&str> = input.columns.iter().map(|c| c.name.as_str()).collect();
        let wishes: Vec<Wish> = bound.iter().map(|(w, _)| w.clone()).collect();
        let names = extend_names(&wishes, &taken)?;
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for (name, (_, value)) in names.into_iter().zip(bound) {
            let new = self.col_of(&name, &value);
            match outputs.iter_mut().find(|(c, _)| c.name == name) {
                Some(old) => *old = (new, value),
                None => outputs.push((new, value)),
            }
        }
        self.project_onto(input, outputs, span)
    }
}

/// In `extend` two generated names may not meet: both would replace one column.
fn extend_names(wishes: &[Wish], taken: &[&str]) -> Result<Vec<String>> {
    let mut seen: Vec<&str> = Vec::new();
    for wish in wishes {
        if let Wish::Automatic(name) = wish {
            if seen.contains(&name.as_str()) && taken.contains(&name.as_str()) {
                return refuse(DUPLICATE_NAME, Span::default(), format!("the column `{name}` is given twice"));
            }
            seen.push(name);
        }
    }
    naming::assign(wishes, taken)
}
