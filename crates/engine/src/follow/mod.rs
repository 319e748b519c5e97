//! Following rows through a query: where each is lost, and by which predicate, join or limit.
//!
//! The bound program gets a trace (`lurcher_semantics::Trace`): a column that tells from which followed rows a row comes. Then
//! every operator on their way is asked how many of its rows have some, and where some are lost, why.

mod ask;
mod count;
mod cut;
mod drops;
mod partner;
mod pipes;
mod predicate;
mod report;
mod rows;

pub use report::*;

use crate::answer::Request;
use crate::deadline::in_time;
use crate::refusals::runs;
use crate::session::Engine;
use ask::Asker;
use count::Counts;
use drops::Walk;
use lurcher_syntax::{Diagnostic, Span, Stage};

/// The most operators of a query whose rows are followed: each is asked on its own.
pub const MAX_FOLLOWED_OPERATORS: usize = 1_000;

/// Rows of a table that are to be followed: those for which a predicate is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsOf {
    pub table: String,
    /// In KQL, over the columns of the row alone.
    pub predicate: String,
}

impl Engine {
    /// Follows the rows of these tables, as far as the query reads them, to its results.
    pub async fn follow(&self, request: &Request, wanted: &[RowsOf]) -> Result<Followed, Diagnostic> {
        let (engine, request, wanted) = (self.clone(), request.clone(), wanted.to_vec());
        in_time(self.limits.time, async move { engine.followed(&request, &wanted).await }).await
    }

    async fn followed(&self, request: &Request, wanted: &[RowsOf]) -> Result<Followed, Diagnostic> {
        let snapshot = self.snapshot().await?;
        let (mut program, context) = self.bound(request, snapshot.as_ref()).await?;
        runs(&program, &request.text)?;
        let read = wanted.iter().filter(|w| program.tables.contains(&w.table));
        let read: Vec<RowsOf> = read.cloned().collect();
        let (tables, rows) = rows::find(self, request, snapshot.as_ref(), &read).await?;
        let trace = program.follow(&tables);
        let pipes = pipes::pipes(&program, &trace)?;
        let mut asker = Asker::new(self, &program, trace, context, request, snapshot.as_ref()).await?;
        let mut counts = Counts::new(&program, &tables);
        for pipe in &pipes {
            counts.take(&mut asker, pipe).await?;
        }
        let walk = Walk { counts: &counts };
        let mut reported = Vec::with_capacity(pipes.len());
        for pipe in &pipes {
            reported.push(walk.pipe(&mut asker, pipe).await?);
        }
        let results = counts.results(&mut asker).await?;
        Ok(Followed { rows, pipes: reported, results })
    }
}

pub(crate) fn refused(span: Span, message: String) -> Diagnostic {
    Diagnostic::new("LUR302", Stage::Run, span, message)
}
