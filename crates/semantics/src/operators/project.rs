//! `project` and its kin.

use super::columns::{matching, same};
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{ColumnPattern, Direction, ExprKind as Ast, NamedExpr};

impl Binder<'_> {
    /// `project a, b = …`: these columns, in this order.
    pub fn project(&mut self, input: Rel, items: &[NamedExpr], env: &Env, span: Span) -> Result<Rel> {
        let (input, bound) = self.over(input, |b, row| b.items(items, env, row))?;
        let wishes: Vec<_> = bound.iter().map(|(w, _)| w.clone()).collect();
        let names = naming::assign(&wishes, &[])?;
        let outputs =
            names.into_iter().zip(bound).map(|(name, (_, value))| (self.col_of(name, &value), value)).collect();
        self.project_onto(input, outputs, span)
    }

    pub fn project_away(&mut self, input: Rel, patterns: &[ColumnPattern], span: Span) -> Result<Rel> {
        let mut away: Vec<ColumnId> = Vec::new();
        let input = self.with_named(input, plain(patterns))?;
        for pattern in patterns {
            away.extend(matching(&input.columns, pattern)?.iter().map(|c| c.id));
        }
        let outputs = input.columns.iter().filter(|c| !away.contains(&c.id)).map(|c| same(c, span)).collect();
        self.project_onto(input, outputs, span)
    }

    pub fn project_keep(&mut self, input: Rel, patterns: &[ColumnPattern], span: Span) -> Result<Rel> {
        let mut keep: Vec<ColumnId> = Vec::new();
        let input = self.with_named(input, plain(patterns))?;
        for pattern in patterns {
            keep.extend(matching(&input.columns, pattern)?.iter().map(|c| c.id));
        }
        let outputs = input.columns.iter().filter(|c| keep.contains(&c.id)).map(|c| same(c, span)).collect();
        self.project_onto(input, outputs, span)
    }

    pub fn project_rename(&mut self, input: Rel, items: &[NamedExpr], span: Span) -> Result<Rel> {
        let old = items
            .iter()
            .filter_map(|item| if let Ast::Name(name) = &item.value.kind { Some(&*name.text) } else { None });
        let input = self.with_named(input, old)?;
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for item in items {
            let (Some(new), Ast::Name(old)) = (item.names.first(), &item.value.kind) else {
                return refuse(WRONG_KIND, item.value.span, "`project-rename` takes new = old");
            };
            let Some(slot) = outputs.iter_mut().find(|(c, _)| c.name == old.text) else {
                let near = lurcher_types::nearest(&old.text, input.columns.iter().map(|c| c.name.as_str()));
                return refuse_with(
                    UNKNOWN_NAME,
                    old.span,
                    format!("there is no column named `{}` here", old.text),
                    did_you_mean(&near),
                );
            };
            if slot.0.name == new.text {
                return refuse(DUPLICATE_NAME, new.span, format!("the column `{}` has this name already", new.text));
            }
            slot.0 = Col { name: new.text.clone(), ..self.col_like(&slot.0) };
        }
        for (i, (col, _)) in outputs.iter().enumerate() {
            if outputs[..i].iter().any(|(c, _)| c.name == col.name && !c.name.is_empty()) {
                return refuse(DUPLICATE_NAME, span, format!("the column `{}` is given twice", col.name));
            }
        }
        self.project_onto(input, outputs, span)
    }

    pub fn project_reorder(&mut self, input: Rel, items: &[(ColumnPattern, Direction)], span: Span) -> Result<Rel> {
        let input = self.with_named(input, plain(items.iter().map(|(pattern, _)| pattern)))?;
        let mut order: Vec<&Col> = Vec::new();
        for (pattern, direction) in items {
            let mut matched = matching(&input.columns, pattern)?;
            matched.retain(|c| !order.iter().any(|o| o.id == c.id));
            match direction {
                Direction::Unstated => {}
                Direction::Asc => matched.sort_by(|a, b| a.name.cmp(&b.name)),
                Direction::Desc => matched.sort_by(|a, b| b.name.cmp(&a.name)),
                Direction::GrannyAsc | Direction::GrannyDesc => {
                    matched.sort_by_key(|c| granny(&c.name));
                    if *direction == Direction::GrannyDesc {
                        matched.reverse();
                    }
                }
            }
            order.extend(matched);
        }
        let rest = input.columns.iter().filter(|c| !order.iter().any(|o| o.id == c.id));
        let outputs = order.iter().copied().chain(rest).map(|c| same(c, span)).collect();
        self.project_onto(input.clone(), outputs, span)
    }
}

/// The patterns that are names.
fn plain<'p>(patterns: impl IntoIterator<Item = &'p ColumnPattern>) -> impl Iterator<Item = &'p str> {
    patterns.into_iter().filter(|p| !p.wildcard).map(|p| p.text.as_str())
}

/// A key that sorts digits as numbers: `a2` before `a10`.
fn granny(name: &str) -> Vec<(bool, u64, String)> {
    let mut parts: Vec<(bool, u64, String)> = Vec::new();
    for c in name.chars() {
        match (c.to_digit(10), parts.last_mut()) {
            (Some(d), Some((true, n, _))) => *n = n.saturating_mul(10).saturating_add(u64::from(d)),
            (Some(d), _) => parts.push((true, u64::from(d), String::new())),
            (None, Some((false, _, s))) => s.push(c),
            (None, _) => parts.push((false, 0, c.to_string())),
        }
    }
    parts
}
