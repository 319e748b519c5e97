//! Which followed rows end at an operator, and why.

use super::ask::{Asker, text_of};
use super::count::Counts;
use super::onward::as_written;
use super::pipes::{Planned, Stage};
use super::report::{Bits, Drop, Operator, Pipe, PipeOf, Reason, Why};
use super::{cut, partner, picked, predicate};
use lurcher_semantics::bound::*;
use lurcher_syntax::Diagnostic;
use std::future::Future;
use std::pin::Pin;

pub struct Walk<'a> {
    pub counts: &'a Counts<'a>,
}

impl Walk<'_> {
    pub fn pipe<'b>(
        &'b self,
        asker: &'b mut Asker<'_>,
        pipe: &'b Planned<'_>,
    ) -> Pin<Box<dyn Future<Output = Result<Pipe, Diagnostic>> + Send + 'b>> {
        Box::pin(async move {
            let mut operators = Vec::with_capacity(pipe.stages.len());
            let last = pipe.stages.len().saturating_sub(1);
            for (at, stage) in pipe.stages.iter().enumerate() {
                let mut sides = Vec::with_capacity(stage.sides.len());
                for side in &stage.sides {
                    sides.push(self.pipe(asker, side).await?);
                }
                let ends = (at == last).then_some(pipe.of);
                operators.push(self.operator(asker, stage, sides, ends).await?);
            }
            Ok(Pipe { of: pipe.of, operators })
        })
    }

    async fn operator(
        &self,
        asker: &mut Asker<'_>,
        stage: &Stage<'_>,
        sides: Vec<Pipe>,
        ends: Option<PipeOf>,
    ) -> Result<Operator, Diagnostic> {
        let mut drops = Vec::new();
        for (at, node) in stage.nodes.iter().enumerate() {
            let lost = self.counts.lost(node);
            if lost.is_empty() {
                continue;
            }
            match self.hidden(asker, stage, at, ends) {
                Some(name) => drops.push(Drop { bits: lost, group: Vec::new(), reason: Reason::Hidden(name) }),
                None => drops.extend(self.why(asker, node, lost).await?),
            }
        }
        let mut shows_others = 0;
        for node in stage.nodes.iter().filter(|node| !self.counts.bits(node).is_empty()) {
            shows_others += picked::others(asker, node).await?;
        }
        let top = stage.nodes.last().copied();
        let count = top.and_then(|top| self.counts.of(top));
        let carries = top.is_some_and(|top| asker.trace.is_carried_by(top));
        let blind =
            !carries && stage.nodes.iter().any(|n| n.kind.inputs().iter().any(|i| asker.trace.is_carried_by(i)));
        Ok(Operator {
            span: stage.span,
            sides,
            // Behind a relation that lets nothing through nobody asked.
            rows: stage.nodes.iter().rev().find_map(|node| self.counts.of(node)?.rows),
            followed: count.filter(|_| carries).map(|c| c.followed),
            bits: count.map(|c| c.bits).unwrap_or_default(),
            drops,
            further: Vec::new(),
            shows_others,
            blind,
        })
    }

    /// What the request calls the rows that this filter hides: those of a table stand right above it, those of the answer
    /// at its end.
    fn hidden(&self, asker: &Asker<'_>, stage: &Stage<'_>, at: usize, ends: Option<PipeOf>) -> Option<String> {
        let is_hiding =
            |rel: &Rel| matches!(&rel.kind, RelKind::Filter { predicate, .. } if predicate.span == rel.span);
        if !stage.nodes.get(at).is_some_and(|node| is_hiding(node)) {
            return None;
        }
        let all = &asker.request.hidden;
        // The projection with the table's bits comes first.
        if let Some(RelKind::Project { input, .. }) = stage.nodes.first().map(|n| &n.kind)
            && let RelKind::Table { name, .. } = &input.kind
        {
            let own = all.iter().filter(|h| h.table.as_ref() == Some(name));
            if let Some(hidden) = at.checked_sub(1).and_then(|nth| own.clone().nth(nth)) {
                return Some(hidden.name.clone());
            }
        }
        if !matches!(ends, Some(PipeOf::Result(_))) {
            return None;
        }
        let of_answer: Vec<&str> = all.iter().filter(|h| h.table.is_none()).map(|h| h.name.as_str()).collect();
        let from_end = stage.nodes.len() - 1 - at;
        let nth = of_answer.len().checked_sub(1 + from_end)?;
        of_answer.get(nth).map(|name| (*name).to_owned())
    }

    async fn why(&self, asker: &mut Asker<'_>, node: &Rel, lost: Bits) -> Result<Vec<Drop>, Diagnostic> {
        let one = |reason| vec![Drop { bits: lost, group: Vec::new(), reason }];
        Ok(match &node.kind {
            RelKind::Project { input, .. } if matches!(input.kind, RelKind::Table { .. }) => one(Reason::Later),
            RelKind::Filter { input, predicate } if predicate.span != node.span => {
                predicate::drops(asker, input, as_written(predicate, node), lost).await?
            }
            RelKind::Filter { input, predicate } => {
                let drops = predicate::drops(asker, input, as_written(predicate, node), lost).await?;
                drops.into_iter().map(|d| Drop { reason: out_of_bounds(d.reason), ..d }).collect()
            }
            RelKind::Join { .. } => partner::drops(asker, self.counts, node, lost).await?,
            RelKind::Take { .. } => cut::taken(asker, node, lost).await?,
            RelKind::MvExpand { input, lists, .. } => {
                let lists =
                    lists.iter().map(|l| (text_of(&asker.request.text, l.value.span), l.value.clone())).collect();
                cut::valued(asker, input, lists, lost, Reason::NoElements).await?
            }
            RelKind::Parse { input, source, .. } => {
                let text = vec![(text_of(&asker.request.text, source.span), source.clone())];
                cut::valued(asker, input, text, lost, Reason::NoMatch).await?
            }
            _ => one(Reason::Rule),
        })
    }
}

/// A filter that stands at its operator is no predicate of the text, but the operator's own bounds, as of `make-series`.
fn out_of_bounds(reason: Reason) -> Reason {
    match reason {
        Reason::Predicate(whys) => {
            let values = whys.into_iter().flat_map(|why| match why {
                Why::Term(term) => term.values,
                _ => Vec::new(),
            });
            Reason::OutOfBounds(values.collect())
        }
        other => other,
    }
}
