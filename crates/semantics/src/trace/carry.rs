//! How each kind of relation passes the bits on.

use super::{FollowedTable, Trace, either, mark, or_none};
use crate::bound::*;
use lurcher_types::Value;
use std::collections::HashMap;
use std::mem::replace;

pub struct Carrier<'a> {
    pub tables: &'a [FollowedTable],
    pub trace: Trace,
    /// The steps whose tables carry bits, and in which of their columns.
    pub steps: HashMap<StepId, usize>,
}

impl Carrier<'_> {
    pub fn step(&mut self, step: &mut Step) {
        // A plugin finds the columns of what it looks up in by their places.
        if step.kind == StepKind::Lookup {
            return;
        }
        if let Some(per) = &mut step.per {
            self.rel(&mut per.input);
            self.known(per.part, &per.input);
            per.steps.iter_mut().for_each(|inner| self.step(inner));
        }
        self.rel(&mut step.rel);
        if step.kind == StepKind::Table {
            self.known(step.id, &step.rel);
        }
    }

    /// What refers to a step has its columns by their places.
    fn known(&mut self, id: StepId, rel: &Rel) {
        if let Some(at) = rel.columns.iter().position(|c| self.trace.is_bits(c.id)) {
            self.steps.insert(id, at);
        }
    }

    /// The column that carries the bits from here on; none if nothing below has any, or if this is where they are lost.
    pub fn rel(&mut self, rel: &mut Rel) -> Option<Col> {
        let span = rel.span;
        match &mut rel.kind {
            RelKind::Table { name, .. } => {
                let table = self
                    .tables
                    .iter()
                    .find(|t| matches!(&t.rel.kind, RelKind::Table { name: own, .. } if own == name))?;
                let scan = replace(rel, nothing());
                *rel = mark::marked(table, scan, &mut self.trace);
                rel.columns.last().cloned()
            }
            RelKind::Step(id) => {
                let at = *self.steps.get(id)?;
                let col = self.trace.column();
                insert(rel, at, col)
            }
            RelKind::Inline { .. } | RelKind::Range { .. } => None,
            RelKind::Filter { input, .. }
            | RelKind::Sort { input, .. }
            | RelKind::Take { input, .. }
            | RelKind::FirstPer { input, .. }
            | RelKind::Sample { input, .. } => {
                let col = self.rel(input)?;
                rel.columns.push(col.clone());
                Some(col)
            }
            RelKind::Project { input, outputs } => {
                let col = self.rel(input)?;
                outputs.push(Expr::column(&col, span));
                rel.columns.push(col.clone());
                Some(col)
            }
            RelKind::Aggregate { input, aggregates, .. } => {
                let bits = Expr::column(&self.rel(input)?, span);
                let col = self.trace.column();
                let outputs = vec![col.clone()];
                aggregates.push(AggregateCall { function: "binary_all_or", args: vec![bits], outputs, span });
                rel.columns.push(col.clone());
                Some(col)
            }
            RelKind::Join { .. } => self.join(rel),
            RelKind::Union { legs, columns } => {
                let carried: Vec<Option<Col>> = legs.iter_mut().map(|leg| self.rel(leg)).collect();
                if carried.iter().all(Option::is_none) {
                    return None;
                }
                for (bits, columns) in carried.iter().zip(columns) {
                    let none = || Expr::literal(Value::Long(0), span);
                    columns.push(Some(bits.as_ref().map_or_else(none, |col| Expr::column(col, span))));
                }
                let col = self.trace.column();
                rel.columns.push(col.clone());
                Some(col)
            }
            // These show their input's columns, and behind them their own.
            RelKind::ParseKv { input, .. }
            | RelKind::MvExpand { input, .. }
            | RelKind::Parse { input, .. }
            | RelKind::Window { input, .. } => {
                let (at, col) = (input.columns.len(), self.rel(input)?);
                insert(rel, at, col)
            }
            RelKind::Rows { input, operator, .. } => {
                let (at, col) = (input.columns.len(), self.rel(input)?);
                if operator.keeps_input() { insert(rel, at, col) } else { None }
            }
            RelKind::Plugin(call) => {
                let (at, col) = (call.input.columns.len(), self.rel(&mut call.input)?);
                if call.keeps_input { insert(rel, at, col) } else { None }
            }
            RelKind::MakeSeries(_) => self.make_series(rel),
        }
    }

    fn join(&mut self, rel: &mut Rel) -> Option<Col> {
        let RelKind::Join { kind, left, right, .. } = &mut rel.kind else { return None };
        let (kind, of_left, of_right) = (*kind, self.rel(left), self.rel(right));
        let (left, right) = match kind {
            JoinKind::LeftSemi | JoinKind::LeftAnti => (of_left, None),
            JoinKind::RightSemi | JoinKind::RightAnti => (None, of_right),
            _ => (of_left, of_right),
        };
        let shown = rel.columns.clone();
        rel.columns.extend(left.iter().chain(&right).cloned());
        let span = rel.span;
        let bits = match (left, right, kind) {
            (None, None, _) => return None,
            (Some(left), Some(right), _) => either(Expr::column(&left, span), Expr::column(&right, span), span),
            // Rows without a partner have no bits of that side.
            (Some(one), None, JoinKind::RightOuter | JoinKind::FullOuter)
            | (None, Some(one), JoinKind::LeftOuter | JoinKind::FullOuter) => or_none(Expr::column(&one, span), span),
            (Some(one), None, _) | (None, Some(one), _) => return Some(one),
        };
        Some(self.extended(rel, shown, bits))
    }

    /// The kernel of `make-series` knows its input's columns by their places, so the bits take a way of their own: the groups
    /// of the same rows, met again by their keys.
    fn make_series(&mut self, rel: &mut Rel) -> Option<Col> {
        let RelKind::MakeSeries(series) = &mut rel.kind else { return None };
        let mut again = series.input.refreshed(&mut || self.trace.fresh("", lurcher_types::Type::Long).id);
        let bits = self.rel(&mut again)?;
        let (span, keys) = (rel.span, series.keys);
        let shown = rel.columns.clone();
        let keys: Vec<Col> = again.columns.iter().take(keys).cloned().collect();
        let outputs: Vec<Col> = keys.iter().map(|k| self.trace.fresh("", k.kql_type)).collect();
        let col = self.trace.column();
        let all = vec![AggregateCall {
            function: "binary_all_or",
            args: vec![Expr::column(&bits, span)],
            outputs: vec![col.clone()],
            span,
        }];
        let grouped = Rel {
            kind: RelKind::Aggregate {
                input: Box::new(again),
                keys: keys.iter().map(|k| Expr::column(k, span)).collect(),
                aggregates: all,
            },
            columns: outputs.iter().cloned().chain([col.clone()]).collect(),
            serialized: false,
            span,
        };
        let one = || Expr::literal(Value::Long(1), span);
        let mut on: Vec<(Expr, Expr)> =
            shown.iter().zip(&outputs).map(|(l, r)| (Expr::column(l, span), Expr::column(r, span))).collect();
        if on.is_empty() {
            on.push((one(), one()));
        }
        let series = replace(rel, nothing());
        let columns = shown.iter().cloned().chain([col.clone()]).collect();
        let kind = RelKind::Join { kind: JoinKind::LeftOuter, left: Box::new(series), right: Box::new(grouped), on };
        *rel = Rel { kind, columns, serialized: false, span };
        let bits = or_none(Expr::column(&col, span), span);
        Some(self.extended(rel, shown, bits))
    }

    /// The relation with these columns, and the bits behind them.
    fn extended(&mut self, rel: &mut Rel, shown: Vec<Col>, bits: Expr) -> Col {
        let (span, serialized) = (rel.span, rel.serialized);
        let col = self.trace.column();
        let outputs = shown.iter().map(|c| Expr { kind: ExprKind::Column(c.id), kql_type: c.kql_type, span });
        let outputs = outputs.chain([bits]).collect();
        let input = Box::new(replace(rel, nothing()));
        let columns = shown.into_iter().chain([col.clone()]).collect();
        *rel = Rel { kind: RelKind::Project { input, outputs }, columns, serialized, span };
        col
    }
}

fn insert(rel: &mut Rel, at: usize, col: Col) -> Option<Col> {
    rel.columns.insert(at.min(rel.columns.len()), col.clone());
    Some(col)
}

/// Stands for a relation while that is put into another.
fn nothing() -> Rel {
    Rel { kind: RelKind::Inline { rows: Vec::new() }, columns: Vec::new(), serialized: false, span: Default::default() }
}
