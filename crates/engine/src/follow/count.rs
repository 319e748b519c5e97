//! How many rows each relation on the way has, and which followed rows they come from.

use super::ask::{Asker, first};
use super::pipes::Planned;
use super::report::{Bits, Named, ResultRows};
use lurcher_semantics::FollowedTable;
use lurcher_semantics::bound::*;
use lurcher_syntax::Diagnostic;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

/// Rows of an answer that are shown.
const MAX_SHOWN: usize = 3;

#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// None where no followed row comes, and nobody asked.
    pub rows: Option<u64>,
    pub followed: u64,
    pub bits: Bits,
}

pub struct Counts<'a> {
    program: &'a Program,
    tables: &'a [FollowedTable],
    /// By the relation itself: the program stays where it is while its rows are followed.
    known: HashMap<usize, Count>,
}

impl<'a> Counts<'a> {
    pub fn new(program: &'a Program, tables: &'a [FollowedTable]) -> Counts<'a> {
        Counts { program, tables, known: HashMap::new() }
    }

    pub fn of(&self, rel: &Rel) -> Option<Count> {
        self.known.get(&address(rel)).copied()
    }

    /// The followed rows that a relation's rows come from; where it was not asked, it has those of its input.
    pub fn bits(&self, rel: &Rel) -> Bits {
        match self.of(rel) {
            Some(count) => count.bits,
            None => rel.kind.inputs().into_iter().map(|input| self.bits(input)).fold(Bits::default(), |a, b| a | b),
        }
    }

    /// The followed rows that go into a relation, as far as it could pass them on.
    pub fn going_in(&self, node: &Rel) -> Bits {
        match &node.kind {
            RelKind::Project { input, .. } => match &input.kind {
                RelKind::Table { name, .. } => self.of_table(name),
                _ => self.bits(input),
            },
            RelKind::Step(id) => {
                let step = self.program.steps.iter().find(|s| s.id == *id);
                step.map(|s| self.bits(s.per.as_ref().map_or(&s.rel, |per| &per.input))).unwrap_or_default()
            }
            RelKind::Join { kind: JoinKind::LeftSemi | JoinKind::LeftAnti, left, .. } => self.bits(left),
            RelKind::Join { kind: JoinKind::RightSemi | JoinKind::RightAnti, right, .. } => self.bits(right),
            kind => kind.inputs().into_iter().map(|input| self.bits(input)).fold(Bits::default(), |a, b| a | b),
        }
    }

    /// The followed rows that go into a relation and do not come out.
    pub fn lost(&self, node: &Rel) -> Bits {
        match self.of(node) {
            Some(count) if !keeps_no_rows(&node.kind) => self.going_in(node) & !count.bits,
            _ => Bits::default(),
        }
    }

    /// Followed rows go in, and nobody can tell what comes of them.
    pub fn ends_unseen(&self, rel: &Rel) -> bool {
        keeps_no_rows(&rel.kind) && !self.going_in(rel).is_empty()
    }

    fn of_table(&self, name: &str) -> Bits {
        let is_it = |t: &&FollowedTable| matches!(&t.rel.kind, RelKind::Table { name: own, .. } if own == name);
        let bits = self.tables.iter().find(is_it).map_or(0, |t| ((1i64 << t.rows.len()) - 1) << t.first_bit);
        Bits(bits)
    }

    /// Asks the relations of a pipe that can lose rows, and the last one of each operator, as far as followed rows come.
    pub fn take<'b>(
        &'b mut self,
        asker: &'b mut Asker<'_>,
        pipe: &'b Planned<'_>,
    ) -> Pin<Box<dyn Future<Output = Result<(), Diagnostic>> + Send + 'b>> {
        Box::pin(async move {
            for stage in &pipe.stages {
                for side in &stage.sides {
                    self.take(asker, side).await?;
                }
                let last = stage.nodes.len().saturating_sub(1);
                for (at, node) in stage.nodes.iter().enumerate() {
                    if at == last || may_lose(node) {
                        self.one(asker, node).await?;
                    }
                }
            }
            Ok(())
        })
    }

    async fn one(&mut self, asker: &mut Asker<'_>, node: &Rel) -> Result<(), Diagnostic> {
        let same = node.kind.inputs().into_iter().next().filter(|_| !may_lose(node)).and_then(|input| self.of(input));
        let count = match same {
            // A row for each row.
            Some(count) => count,
            None if self.going_in(node).is_empty() => Count::default(),
            None => {
                let (rows, followed, bits) = asker.count(node).await?;
                Count { rows: Some(rows), followed, bits }
            }
        };
        self.known.insert(address(node), count);
        Ok(())
    }

    /// What the answers have of the followed rows.
    pub async fn results(&self, asker: &mut Asker<'_>) -> Result<Vec<ResultRows>, Diagnostic> {
        let mut results = Vec::with_capacity(self.program.results.len());
        for result in &self.program.results {
            let count = self.of(&result.rel).unwrap_or_default();
            let rows = match count.rows {
                Some(rows) => rows,
                None => asker.count(&result.rel).await?.0,
            };
            let shown = shown(asker, &result.rel, count.bits).await?;
            results.push(ResultRows { rows, bits: count.bits, blind: self.is_blind(&result.rel), shown });
        }
        Ok(results)
    }

    /// Followed rows may be in it, and nobody can tell which.
    fn is_blind(&self, rel: &Rel) -> bool {
        match &rel.kind {
            RelKind::Step(id) => {
                let step = self.program.steps.iter().find(|s| s.id == *id);
                step.is_some_and(|s| {
                    self.is_blind(&s.rel) || s.per.as_ref().is_some_and(|per| self.is_blind(&per.input))
                })
            }
            RelKind::Join { kind: JoinKind::LeftSemi | JoinKind::LeftAnti, left, .. } => self.is_blind(left),
            RelKind::Join { kind: JoinKind::RightSemi | JoinKind::RightAnti, right, .. } => self.is_blind(right),
            kind => self.ends_unseen(rel) || kind.inputs().into_iter().any(|input| self.is_blind(input)),
        }
    }
}

/// The first rows of an answer that come from followed rows.
async fn shown(asker: &mut Asker<'_>, rel: &Rel, bits: Bits) -> Result<Vec<Vec<Named>>, Diagnostic> {
    let Some(rel) = asker.with_bits(rel, bits).filter(|_| !bits.is_empty()) else { return Ok(Vec::new()) };
    let columns: Vec<Col> = rel.visible().filter(|c| !asker.trace.is_bits(c.id)).cloned().collect();
    let outputs = columns.iter().map(|c| Expr::column(c, rel.span)).collect();
    let question = asker.showing(first(rel, MAX_SHOWN), outputs);
    let named = |row: Vec<lurcher_types::Value>| {
        let cells = columns.iter().zip(row);
        cells.map(|(c, value)| Named { name: c.name.clone(), value }).collect()
    };
    Ok(asker.ask(question).await?.into_iter().map(named).collect())
}

/// Whether a relation may have fewer rows than its input.
fn may_lose(rel: &Rel) -> bool {
    match &rel.kind {
        // The bits of a table begin here.
        RelKind::Project { input, .. } => matches!(input.kind, RelKind::Table { .. }),
        RelKind::Sort { .. } | RelKind::Window { .. } | RelKind::ParseKv { .. } => false,
        _ => true,
    }
}

/// An operator whose rows come from others in a way that only it knows.
fn keeps_no_rows(kind: &RelKind) -> bool {
    match kind {
        RelKind::Plugin(call) => !call.keeps_input,
        RelKind::Rows { operator, .. } => !operator.keeps_input(),
        _ => false,
    }
}

fn address(rel: &Rel) -> usize {
    std::ptr::from_ref(rel).addr()
}
