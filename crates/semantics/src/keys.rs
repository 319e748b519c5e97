//! Which columns of an answer tell its rows apart: those that its last grouping was by.

use crate::bound::*;

impl ResultTable {
    /// The visible columns that the last grouping was by; none where no grouping made the rows.
    pub fn keys(&self) -> Option<Vec<String>> {
        let keys = grouped_by(&self.rel)?;
        let named = self.rel.visible().filter(|c| keys.contains(&c.id));
        Some(named.map(|c| c.name.clone()).collect())
    }
}

fn grouped_by(rel: &Rel) -> Option<Vec<ColumnId>> {
    match &rel.kind {
        RelKind::Aggregate { keys, .. } => Some(rel.columns.iter().take(keys.len()).map(|c| c.id).collect()),
        RelKind::Project { input, outputs } => {
            let below = grouped_by(input)?;
            let is_key = |e: &Expr| matches!(&e.kind, ExprKind::Column(id) if below.contains(id));
            Some(rel.columns.iter().zip(outputs).filter(|(_, e)| is_key(e)).map(|(c, _)| c.id).collect())
        }
        // These keep the columns of their rows.
        RelKind::Filter { input, .. }
        | RelKind::Sort { input, .. }
        | RelKind::Take { input, .. }
        | RelKind::FirstPer { input, .. }
        | RelKind::Sample { input, .. }
        | RelKind::Parse { input, .. }
        | RelKind::ParseKv { input, .. }
        | RelKind::Window { input, .. } => grouped_by(input),
        _ => None,
    }
}
