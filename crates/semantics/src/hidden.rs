//! Rows that a query is not to see, or not to answer with: exclusions, as bound predicates in its plan.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::{Span, ast};
use lurcher_types::{Type, Value};
use std::sync::Arc;

/// Rows for which a predicate is true.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// What errors call it.
    pub name: String,
    /// The table whose rows are hidden wherever the query reads it; none for rows of the answer.
    pub table: Option<String>,
    pub predicate: Arc<ast::Expr>,
    /// The other way round: these rows alone are seen.
    pub alone: bool,
}

impl Binder<'_> {
    /// A table of the catalog without its hidden rows.
    pub fn without_hidden(&mut self, table: &str, mut rel: Rel) -> Result<Rel> {
        if self.hiding {
            return Ok(rel);
        }
        let settings = self.settings;
        for hidden in settings.hidden.iter().filter(|h| h.table.as_deref() == Some(table)) {
            rel = self.without(hidden, rel)?;
        }
        Ok(rel)
    }

    /// An answer without its hidden rows.
    pub fn answer_without_hidden(&mut self, mut rel: Rel) -> Result<Rel> {
        let settings = self.settings;
        for hidden in settings.hidden.iter().filter(|h| h.table.is_none()) {
            rel = self.without(hidden, rel)?;
        }
        Ok(rel)
    }

    fn without(&mut self, hidden: &Hidden, rel: Rel) -> Result<Rel> {
        let span = rel.span;
        let outer = (self.graph.take(), std::mem::take(&mut self.records), self.hiding);
        // Tables that a predicate itself reads are whole.
        self.hiding = true;
        let bound = self.over(rel, |b, row| b.condition(&hidden.predicate, &Env::default(), row));
        (self.graph, self.records, self.hiding) = outer;
        let (rel, predicate) = bound.map_err(|mut e| {
            e.message = format!("the exclusion `{}` cannot be applied here: {}", hidden.name, e.message);
            e.span = span;
            e
        })?;
        let predicate = shown(predicate, hidden.alone, span);
        let (columns, serialized) = (rel.columns.clone(), rel.serialized);
        self.rel(RelKind::Filter { input: Box::new(rel), predicate }, columns, serialized, span)
    }
}

/// Rows for which the predicate is null are not hidden: `null != true` is true.
fn shown(mut predicate: Expr, alone: bool, span: Span) -> Expr {
    // Its own places are those of another text.
    predicate.point_at(span);
    if alone {
        return predicate;
    }
    let truth = Expr::literal(Value::Bool(true), span);
    let kind = ExprKind::Compare { op: CompareOp::NotEqual, left: Box::new(predicate), right: Box::new(truth) };
    Expr { kind, kql_type: Type::Bool, span }
}
