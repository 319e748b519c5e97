//! Leaves out the columns that nothing reads.
//!
//! A hunt names five of a table's seventy columns, and every `extend` passes all of them on. Planning what is never read
//! would cost more than many hunts' rows; operators that work row by row would also carry it along, and a table that is
//! computed once (`materialize`, the input of `mv-apply`) would hold it in memory.

use crate::bound::*;
use std::collections::{HashMap, HashSet};

type Needed = HashSet<ColumnId>;

/// Tables filter by these when the past is replayed, though no expression names them.
const TIME_COLUMNS: [&str; 2] = ["Timestamp", "TimeGenerated"];

impl Program {
    /// The same program over fewer columns. What a result shows stays.
    pub fn narrow(&mut self) {
        let mut narrowing = Narrowing::default();
        // Readers come before what they read.
        self.results.iter_mut().for_each(|result| narrowing.whole(&mut result.rel));
        self.steps.iter_mut().rev().for_each(|step| narrowing.step(step));
        if narrowing.shown.is_empty() {
            return;
        }
        // And what is read before its readers, whose columns go by the places of those that are left.
        narrowing.pass = Pass::Fitting;
        self.steps.iter_mut().for_each(|step| narrowing.step(step));
        self.results.iter_mut().for_each(|result| narrowing.whole(&mut result.rel));
    }
}

#[derive(Default, PartialEq)]
enum Pass {
    /// Finds out which columns of a step are read, and leaves out what stands below the others.
    #[default]
    Reading,
    /// Fits readers to the columns of a step that are left.
    Fitting,
}

#[derive(Default)]
struct Narrowing {
    pass: Pass,
    /// Which columns of a step are read, by their places.
    read: HashMap<StepId, Vec<bool>>,
    /// The columns of the steps that may lose some, as they were.
    shown: HashMap<StepId, Vec<ColumnId>>,
    /// Which of them are left.
    kept: HashMap<StepId, Vec<bool>>,
}

impl Narrowing {
    fn step(&mut self, step: &mut Step) {
        if let (Some(per), Pass::Fitting) = (&mut step.per, &self.pass) {
            self.whole(&mut per.input);
            per.steps.iter_mut().for_each(|step| self.step(step));
        }
        match self.read.get(&step.id) {
            Some(read) if self.narrows(step) => {
                let shown: Vec<ColumnId> = step.rel.columns.iter().map(|c| c.id).collect();
                let needed: Needed = shown.iter().zip(read).filter(|(_, read)| **read).map(|(id, _)| *id).collect();
                self.narrow(&mut step.rel, &needed);
                self.shown.insert(step.id, shown);
            }
            _ => self.whole(&mut step.rel),
        }
        if let (Some(shown), Pass::Fitting) = (self.shown.get(&step.id), &self.pass) {
            let left: Needed = step.rel.columns.iter().map(|c| c.id).collect();
            self.kept.insert(step.id, shown.iter().map(|id| left.contains(id)).collect());
        }
        if let (Some(per), Pass::Reading) = (&mut step.per, &self.pass) {
            per.steps.iter_mut().rev().for_each(|step| self.step(step));
            self.whole(&mut per.input);
        }
    }

    /// Values, sets and what plugins look up in are read in ways of their own.
    fn narrows(&self, step: &Step) -> bool {
        step.kind == StepKind::Table && step.per.is_none() && self.pass == Pass::Reading
    }

    /// Below a relation whose every column is shown.
    fn whole(&mut self, rel: &mut Rel) {
        let all = rel.columns.iter().map(|c| c.id).collect();
        self.narrow(rel, &all);
    }

    fn narrow(&mut self, rel: &mut Rel, needed: &Needed) {
        match &mut rel.kind {
            RelKind::Step(id) => self.reading(*id, &mut rel.columns, needed),
            RelKind::Range { .. } => {}
            RelKind::Inline { rows } => {
                let kept = kept(&rel.columns, |_, c| needed.contains(&c.id));
                rows.iter_mut().for_each(|row| retain(row, &kept));
                retain(&mut rel.columns, &kept);
            }
            RelKind::Table { source_columns, .. } => {
                let is_time: Vec<bool> = source_columns.iter().map(|c| TIME_COLUMNS.contains(&c.as_str())).collect();
                let kept = kept(&rel.columns, |i, c| needed.contains(&c.id) || is_time[i]);
                retain(source_columns, &kept);
                retain(&mut rel.columns, &kept);
            }
            RelKind::Project { input, outputs } => {
                let kept = kept(&rel.columns, |_, c| needed.contains(&c.id));
                retain(outputs, &kept);
                retain(&mut rel.columns, &kept);
                self.narrow(input, &read_by(outputs.iter()));
            }
            RelKind::Union { legs, columns } => {
                let kept = kept(&rel.columns, |_, c| needed.contains(&c.id));
                retain(&mut rel.columns, &kept);
                for (leg, columns) in legs.iter_mut().zip(columns) {
                    retain(columns, &kept);
                    self.narrow(leg, &read_by(columns.iter().flatten()));
                }
            }
            RelKind::Aggregate { input, keys, aggregates } => {
                self.narrow(input, &read_by(keys.iter().chain(aggregates.iter().flat_map(|a| &a.args))));
            }
            RelKind::Join { left, right, on, .. } => {
                let kept = kept(&rel.columns, |_, c| needed.contains(&c.id));
                retain(&mut rel.columns, &kept);
                // Where nothing is needed, one column of the output stays all the same.
                let mut needed: Needed = rel.columns.iter().map(|c| c.id).collect();
                needed.extend(read_by(on.iter().flat_map(|(l, r)| [l, r])));
                self.narrow(left, &needed);
                self.narrow(right, &needed);
            }
            RelKind::Plugin(call) if !call.keeps_input => {
                let read = read_by(call.args.iter());
                self.narrow(&mut call.input, &read);
            }
            // Its input was made for it, column by column.
            RelKind::MakeSeries(series) => self.whole(&mut series.input),
            RelKind::Rows { input, args, operator } if !operator.keeps_input() => {
                self.narrow(input, &read_by(args.iter()))
            }
            RelKind::Filter { .. }
            | RelKind::Sort { .. }
            | RelKind::Take { .. }
            | RelKind::Sample { .. }
            | RelKind::FirstPer { .. }
            | RelKind::ParseKv { .. }
            | RelKind::MvExpand { .. }
            | RelKind::Parse { .. }
            | RelKind::Plugin(_)
            | RelKind::Window { .. }
            | RelKind::Rows { .. } => self.pass_on(rel, needed),
        }
    }

    /// An operator that shows its input's columns, and perhaps its own after them.
    fn pass_on(&mut self, rel: &mut Rel, needed: &Needed) {
        let mut needed = needed.clone();
        rel.kind.each_expression(&mut |e| read(e, &mut needed));
        if let RelKind::Take { per: Some(id), .. } | RelKind::Window { per: Some(id), .. } = &rel.kind {
            needed.insert(*id);
        }
        for input in rel.kind.inputs_mut() {
            let before: Needed = input.columns.iter().map(|c| c.id).collect();
            self.narrow(input, &needed);
            let after: Needed = input.columns.iter().map(|c| c.id).collect();
            rel.columns.retain(|c| after.contains(&c.id) || !before.contains(&c.id));
        }
    }

    /// Where the table of a step is read.
    fn reading(&mut self, id: StepId, columns: &mut Vec<Col>, needed: &Needed) {
        match self.pass {
            Pass::Reading => {
                let here = kept(columns, |_, c| needed.contains(&c.id));
                let read = self.read.entry(id).or_insert_with(|| vec![false; here.len()]);
                read.iter_mut().zip(here).for_each(|(read, here)| *read |= here);
            }
            Pass::Fitting => {
                if let Some(kept) = self.kept.get(&id) {
                    retain(columns, kept);
                }
            }
        }
    }
}

/// Which columns stay: those that are needed, or else one, for rows must have something to count them by.
fn kept(columns: &[Col], needed: impl Fn(usize, &Col) -> bool) -> Vec<bool> {
    let mut kept: Vec<bool> = columns.iter().enumerate().map(|(i, c)| needed(i, c)).collect();
    if let (false, Some(first)) = (kept.contains(&true), kept.first_mut()) {
        *first = true;
    }
    kept
}

fn retain<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().copied().unwrap_or_default());
}

fn read_by<'a>(expressions: impl Iterator<Item = &'a Expr>) -> Needed {
    let mut needed = Needed::new();
    expressions.for_each(|e| read(e, &mut needed));
    needed
}

fn read(e: &Expr, needed: &mut Needed) {
    if let ExprKind::Column(id) = e.kind {
        needed.insert(id);
    }
    e.children().into_iter().for_each(|c| read(c, needed));
}
