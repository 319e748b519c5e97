//! Following rows through a query: where each is lost, and by which predicate, join or limit.
//!
//! The bound program gets a trace (`lurcher_semantics::Trace`): a column that tells from which followed rows a row comes. Then
//! every operator on their way is asked how many of its rows have some, and where some are lost, why.

mod ask;
mod count;
mod cut;
mod drops;
mod onward;
mod partner;
mod picked;
mod pipes;
mod predicate;
mod report;
mod rows;

pub use report::*;

use crate::answer::Request;
use crate::catalog::Snapshot;
use crate::deadline::in_time;
use crate::refusals::runs;
use crate::session::Engine;
use ask::Asker;
use count::Counts;
use drops::Walk;
use lurcher_functions::Context;
use lurcher_semantics::bound::Program;
use lurcher_semantics::{FollowedTable, Trace};
use lurcher_syntax::{Diagnostic, Span, Stage};
use onward::Passes;

/// The most operators of a query whose rows are followed: each is asked on its own.
pub const MAX_FOLLOWED_OPERATORS: usize = 1_000;

/// How often rows are let pass, to see what would drop them next.
const MAX_ROUNDS: usize = 12;

/// Rows of a table that are to be followed: those for which a predicate is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsOf {
    pub table: String,
    /// In KQL, over the columns of the row alone.
    pub predicate: String,
}

/// How much is told of rows that are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Where they are dropped.
    Dropped,
    /// And where they would be, if the predicates that drop them were true of them.
    End,
}

impl Engine {
    /// Follows the rows of these tables, as far as the query reads them, to its results.
    pub async fn follow(&self, request: &Request, wanted: &[RowsOf], until: Until) -> Result<Followed, Diagnostic> {
        let (engine, request, wanted) = (self.clone(), request.clone(), wanted.to_vec());
        in_time(self.limits.time, async move { engine.followed(&request, &wanted, until).await }).await
    }

    async fn followed(&self, request: &Request, wanted: &[RowsOf], until: Until) -> Result<Followed, Diagnostic> {
        let snapshot = self.snapshot().await?;
        let (mut program, context) = self.bound(request, snapshot.as_ref()).await?;
        runs(&program, &request.text)?;
        let read = wanted.iter().filter(|w| program.tables.contains(&w.table));
        let read: Vec<RowsOf> = read.cloned().collect();
        let (tables, rows) = rows::find(self, request, snapshot.as_ref(), &read).await?;
        let trace = program.follow(&tables);
        let mut round = Round { engine: self, request, snapshot: snapshot.as_ref(), context, tables, trace };
        let mut passes = Passes::default();
        let (pipes, results, goes_on) = round.run(&program, &mut passes).await?;
        let mut followed = Followed { rows, pipes, results, would_reach: Bits::default() };
        let is_found = followed.results.iter().any(|r| !r.bits.is_empty());
        if is_found || !goes_on || until == Until::Dropped {
            return Ok(followed);
        }
        for _ in 0..MAX_ROUNDS {
            let changed = passes.applied(&program, &round.trace);
            let (pipes, results, goes_on) = round.run(&changed, &mut passes).await?;
            onward::merge(&mut followed, &pipes);
            followed.would_reach = results.iter().fold(Bits::default(), |all, r| all | r.bits);
            if !goes_on {
                break;
            }
        }
        Ok(followed)
    }
}

/// Everything that asking about one traced program takes.
struct Round<'a> {
    engine: &'a Engine,
    request: &'a Request,
    snapshot: &'a dyn Snapshot,
    context: Context,
    tables: Vec<FollowedTable>,
    trace: Trace,
}

impl Round<'_> {
    /// The ways of the rows, the answers, and whether filters drop rows that they have not let pass yet.
    async fn run(
        &mut self,
        program: &Program,
        passes: &mut Passes,
    ) -> Result<(Vec<Pipe>, Vec<ResultRows>, bool), Diagnostic> {
        let pipes = pipes::pipes(program, &self.trace)?;
        let (trace, context) = (self.trace.clone(), self.context.clone());
        let mut asker = Asker::new(self.engine, program, trace, context, self.request, self.snapshot).await?;
        let mut counts = Counts::new(program, &self.tables);
        for pipe in &pipes {
            counts.take(&mut asker, pipe).await?;
        }
        let walk = Walk { counts: &counts };
        let mut reported = Vec::with_capacity(pipes.len());
        for pipe in &pipes {
            reported.push(walk.pipe(&mut asker, pipe).await?);
        }
        let results = counts.results(&mut asker).await?;
        Ok((reported, results, passes.add(program, &pipes, &counts)))
    }
}

pub(crate) fn refused(span: Span, message: String) -> Diagnostic {
    Diagnostic::new("LUR302", Stage::Run, span, message)
}
