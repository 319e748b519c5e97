//! Tables that are computed once and read several times.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::Span;

/// A table of an earlier step.
pub struct Stored {
    pub step: StepId,
    /// Its columns, under ids that no reader uses.
    pub columns: Vec<Col>,
    pub serialized: bool,
}

impl Binder<'_> {
    pub fn store(&mut self, rel: Rel) -> Stored {
        let (columns, serialized) = (rel.columns.clone(), rel.serialized);
        Stored { step: self.add_step(StepKind::Table, rel), columns, serialized }
    }

    /// A reading of a stored table, under new ids.
    pub fn stored(&mut self, table: &Stored, span: Span) -> Result<Rel> {
        let columns = table.columns.iter().map(|c| self.col_like(c)).collect();
        self.rel(RelKind::Step(table.step), columns, table.serialized, span)
    }
}
