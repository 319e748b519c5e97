//! How many rows each relation on the way has, and which followed rows they come from.

use super::ask::{Asker, first, long, number};
use super::pipes::Planned;
use super::report::{Bits, Named, ResultRows};
use lurcher_semantics::bound::*;
use lurcher_syntax::Diagnostic;
use std::collections::{HashMap, HashSet};

/// Rows of an answer that are shown.
const MAX_SHOWN: usize = 3;

#[derive(Debug, Clone, Copy)]
pub struct Count {
    pub rows: u64,
    pub followed: u64,
    pub bits: Bits,
}

/// By the relation itself: the program stays where it is while its rows are followed.
pub struct Counts(HashMap<usize, Count>);

impl Counts {
    pub fn of(&self, rel: &Rel) -> Option<Count> {
        self.0.get(&address(rel)).copied()
    }

    /// The followed rows that a relation's rows come from; where it was not asked, it has those of its input.
    pub fn bits(&self, rel: &Rel) -> Bits {
        match self.of(rel) {
            Some(count) => count.bits,
            None => rel.kind.inputs().into_iter().map(|input| self.bits(input)).fold(Bits::default(), |a, b| a | b),
        }
    }

    /// Followed rows go in, and nobody can tell what comes of them.
    pub fn ends_unseen(&self, rel: &Rel) -> bool {
        keeps_no_rows(&rel.kind) && rel.kind.inputs().into_iter().any(|input| !self.bits(input).is_empty())
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

/// Asks all relations that can lose rows, and the last one of each operator.
pub async fn counts(asker: &mut Asker<'_>, pipes: &[Planned<'_>], program: &Program) -> Result<Counts, Diagnostic> {
    let mut rels: Vec<&Rel> = Vec::new();
    pipes.iter().for_each(|pipe| asked(pipe, &mut rels));
    rels.extend(program.results.iter().map(|r| &r.rel));
    let mut seen = HashSet::new();
    rels.retain(|rel| seen.insert(address(rel)));
    let questions = rels.iter().map(|rel| asker.counting(rel)).collect();
    let answers = asker.ask(questions).await?;
    let counted = rels.iter().zip(answers).map(|(rel, rows)| {
        let row = rows.first().map(Vec::as_slice).unwrap_or_default();
        let (rows, followed) = (number(row.first()), number(row.get(1)));
        (address(rel), Count { rows, followed, bits: Bits(long(row.get(2))) })
    });
    Ok(Counts(counted.collect()))
}

fn asked<'a>(pipe: &Planned<'a>, rels: &mut Vec<&'a Rel>) {
    for stage in &pipe.stages {
        stage.sides.iter().for_each(|side| asked(side, rels));
        let last = stage.nodes.len().saturating_sub(1);
        for (at, node) in stage.nodes.iter().enumerate() {
            let passes_all = matches!(
                node.kind,
                RelKind::Project { .. } | RelKind::Sort { .. } | RelKind::Window { .. } | RelKind::ParseKv { .. }
            );
            let is_scan =
                matches!(&node.kind, RelKind::Project { input, .. } if matches!(input.kind, RelKind::Table { .. }));
            // What stands on a join adds up the bits of its sides, and is asked in its place.
            let is_raw = matches!(node.kind, RelKind::Table { .. });
            if at == last || is_scan || !(passes_all || is_raw) {
                rels.push(node);
            }
        }
    }
}

/// What the answers have of the followed rows.
pub async fn results(asker: &mut Asker<'_>, program: &Program, counts: &Counts) -> Result<Vec<ResultRows>, Diagnostic> {
    let mut results = Vec::with_capacity(program.results.len());
    for result in &program.results {
        let count = counts.of(&result.rel);
        let bits = count.map(|c| c.bits).unwrap_or_default();
        let mut shown = Vec::new();
        if let Some(rel) = asker.with_bits(&result.rel, bits).filter(|_| !bits.is_empty()) {
            let columns: Vec<Col> = rel.visible().filter(|c| !asker.trace.is_bits(c.id)).cloned().collect();
            let outputs = columns.iter().map(|c| Expr::column(c, rel.span)).collect();
            let question = asker.showing(first(rel, MAX_SHOWN), outputs);
            for row in asker.ask_one(question).await? {
                let named = columns.iter().zip(row).map(|(c, value)| Named { name: c.name.clone(), value });
                shown.push(named.collect());
            }
        }
        results.push(ResultRows {
            rows: count.map_or(0, |c| c.rows),
            bits,
            blind: is_blind(&result.rel, program, counts),
            shown,
        });
    }
    Ok(results)
}

/// Followed rows may be in it, and nobody can tell which.
fn is_blind(rel: &Rel, program: &Program, counts: &Counts) -> bool {
    let below = |input: &Rel| is_blind(input, program, counts);
    match &rel.kind {
        RelKind::Step(id) => {
            let step = program.steps.iter().find(|s| s.id == *id);
            step.is_some_and(|s| below(&s.rel) || s.per.as_ref().is_some_and(|per| below(&per.input)))
        }
        RelKind::Join { kind: JoinKind::LeftSemi | JoinKind::LeftAnti, left, .. } => below(left),
        RelKind::Join { kind: JoinKind::RightSemi | JoinKind::RightAnti, right, .. } => below(right),
        kind => counts.ends_unseen(rel) || kind.inputs().into_iter().any(below),
    }
}
