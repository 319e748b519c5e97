//! What the projecting operators share: named items, patterns, and columns that pass through.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, Wish};
use crate::scope::{Env, Row};
use lurcher_syntax::ast::{self, ColumnPattern, NamedExpr};
use lurcher_types::describe::Kind;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// Binds `name = expr` items: the wish for each column's name, and its value.
    pub fn items(&mut self, items: &[NamedExpr], env: &Env, row: Row) -> Result<Vec<(Wish, Expr)>> {
        let mut bound = Vec::with_capacity(items.len());
        for item in items {
            bound.extend(self.item(item, env, row)?);
        }
        Ok(bound)
    }

    /// The same for `extend`: of a call that gives several columns, those without a name are left out if one has a name.
    pub fn items_named(&mut self, items: &[NamedExpr], env: &Env, row: Row) -> Result<Vec<(Wish, Expr)>> {
        let mut bound = Vec::with_capacity(items.len());
        for item in items {
            let named = if item.names.is_empty() { usize::MAX } else { item.names.len() };
            bound.extend(self.item(item, env, row)?.into_iter().take(named));
        }
        Ok(bound)
    }

    fn item(&mut self, item: &NamedExpr, env: &Env, row: Row) -> Result<Vec<(Wish, Expr)>> {
        if let Some(parts) = self.several_outputs(item, env, row)? {
            return Ok(parts);
        }
        if let Some(parts) = self.several_values(item, env, row)? {
            return Ok(parts);
        }
        if item.tuple && item.names.len() != 1 {
            return unsupported(UNSUPPORTED, item.value.span, "several names for one value are not supported yet");
        }
        let value = self.scalar(&item.value, env, row)?;
        Ok(vec![(self.wish_over(item, env, row)?, value)])
    }

    /// `series_stats(y)` gives `series_stats_y_min` and others: its kernel answers with one array of all of them.
    fn several_outputs(&mut self, item: &NamedExpr, env: &Env, row: Row) -> Result<Option<Vec<(Wish, Expr)>>> {
        let ast::ExprKind::Call(call) = &item.value.kind else { return Ok(None) };
        let entry = self.language.entry(&call.name.text, Kind::Scalar).filter(|e| !e.description.outputs.is_empty());
        let Some(entry) = entry.filter(|_| env.get(&call.name.text).is_none()) else { return Ok(None) };
        let (name, outputs) = (entry.description.name, entry.description.outputs);
        if item.names.len() > outputs.len() {
            let message = format!("`{name}` gives {} columns, {} are named", outputs.len(), item.names.len());
            return refuse(ARGUMENT_COUNT, call.span, message);
        }
        self.supported(entry, call.name.span)?;
        let given = self.given(&call.arguments, env, row)?;
        let all = self.overload(entry, given, call.span)?;
        let of = call.arguments.first().and_then(|a| naming::automatic(&a.value, self.language)).unwrap_or_default();
        let mut parts = Vec::with_capacity(outputs.len());
        for (i, output) in outputs.iter().enumerate() {
            let step = Expr::literal(Value::Long(i as i64), all.span);
            let part = self.function("__path", vec![all.clone(), step], Type::Dynamic, all.span)?;
            let wish = match item.names.get(i) {
                Some(name) => Wish::Explicit(name.text.clone(), name.span),
                None => Wish::Automatic(format!("{name}_{of}_{}", output.suffix)),
            };
            parts.push((wish, self.cast(part, output.kql_type)?));
        }
        Ok(Some(parts))
    }

    /// `array_sort_asc(a, b)` gives a column per array.
    fn several_values(&mut self, item: &NamedExpr, env: &Env, row: Row) -> Result<Option<Vec<(Wish, Expr)>>> {
        let ast::ExprKind::Call(call) = &item.value.kind else { return Ok(None) };
        if !matches!(call.name.text.as_str(), "array_sort_asc" | "array_sort_desc")
            || env.get(&call.name.text).is_some()
        {
            return Ok(None);
        }
        let arrays: Vec<&ast::Argument> = call
            .arguments
            .iter()
            .filter(|a| !matches!(a.value.kind, ast::ExprKind::Literal(ast::Literal::Bool(_))))
            .collect();
        if arrays.len() < 2 {
            return Ok(None);
        }
        let sorted = self.scalar(&item.value, env, row)?;
        let mut parts = Vec::with_capacity(arrays.len());
        for (i, array) in arrays.iter().enumerate() {
            let step = Expr::literal(Value::Long(i as i64), sorted.span);
            let part = self.function("__path", vec![sorted.clone(), step], Type::Dynamic, sorted.span)?;
            let wish = match (item.names.get(i), &array.value.kind) {
                (Some(name), _) => Wish::Explicit(name.text.clone(), name.span),
                (None, ast::ExprKind::Name(name)) => Wish::Automatic(format!("{}_sorted", name.text)),
                (None, _) => Wish::Automatic(format!("array{i}_sorted")),
            };
            parts.push((wish, part));
        }
        Ok(Some(parts))
    }

    pub fn wish(&self, item: &NamedExpr) -> Wish {
        match (item.names.first(), &item.value.kind) {
            (Some(name), _) => Wish::Explicit(name.text.clone(), name.span),
            (None, ast::ExprKind::Name(name)) => Wish::Explicit(name.text.clone(), name.span),
            (None, _) => match naming::automatic(&item.value, self.language) {
                Some(name) if !name.is_empty() => Wish::Automatic(name),
                _ => Wish::None,
            },
        }
    }

    /// The same where the columns at hand matter: `column_ifexists("a", 0)` is named `a` if there is such a column.
    pub fn wish_over(&mut self, item: &NamedExpr, env: &Env, row: Row) -> Result<Wish> {
        if let (Wish::None, ast::ExprKind::Call(call)) = (self.wish(item), &item.value.kind)
            && matches!(call.name.text.as_str(), "column_ifexists" | "columnifexists")
            && let Some(name) = call.arguments.first()
            && let Some(col) = self.column_by_text(&name.value, env, row)?
        {
            return Ok(Wish::Automatic(col.name));
        }
        Ok(self.wish(item))
    }

    /// A projection onto these columns; the binder's own hidden columns come along.
    pub fn project_onto(&mut self, input: Rel, mut items: Vec<(Col, Expr)>, span: lurcher_syntax::Span) -> Result<Rel> {
        if let Some(hidden) = &self.partition
            && !items.iter().any(|(c, _)| c.id == hidden.id)
        {
            items.push((hidden.clone(), Expr::column(hidden, span)));
        }
        let serialized = input.serialized;
        let (columns, outputs) = items.into_iter().unzip();
        self.rel(RelKind::Project { input: Box::new(input), outputs }, columns, serialized, span)
    }
}

/// A column that passes through under its own id.
pub fn same(col: &Col, span: lurcher_syntax::Span) -> (Col, Expr) {
    (col.clone(), Expr::column(col, span))
}

/// The visible columns that a pattern such as `Sender*` names; a plain name must exist.
pub fn matching<'a>(columns: &'a [Col], pattern: &ColumnPattern) -> Result<Vec<&'a Col>> {
    let visible = columns.iter().filter(|c| !c.name.is_empty());
    if pattern.wildcard {
        return Ok(visible.filter(|c| wildcard(&pattern.text, &c.name)).collect());
    }
    match visible.clone().find(|c| c.name == pattern.text) {
        Some(c) => Ok(vec![c]),
        None => {
            let near = lurcher_types::nearest(&pattern.text, visible.map(|c| c.name.as_str()));
            refuse_with(
                UNKNOWN_NAME,
                pattern.span,
                format!("there is no column named `{}` here", pattern.text),
                did_you_mean(&near),
            )
        }
    }
}

/// Whether a text matches a pattern in which `*` stands for anything.
pub fn wildcard(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(first) = parts.next() else { return text.is_empty() };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::wildcard;

    #[test]
    fn stars_stand_for_anything() {
        assert!(wildcard("Sender*Domain", "SenderFromDomain"));
        assert!(wildcard("*", ""));
        assert!(wildcard("a*a", "aa"));
        assert!(!wildcard("a*a", "a"));
        assert!(!wildcard("Sender*", "Recipient"));
    }
}
