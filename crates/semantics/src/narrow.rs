//! Leaves out the columns that nothing reads.
//!
//! A hunt names five of a table's seventy columns, and every `extend` passes all of them on. Planning what is never read
//! would cost more than many hunts' rows; operators that work row by row would also carry it along.

use crate::bound::*;
use std::collections::HashSet;

type Needed = HashSet<ColumnId>;

/// Tables filter by these when the past is replayed, though no expression names them.
const TIME_COLUMNS: [&str; 2] = ["Timestamp", "TimeGenerated"];

impl Program {
    /// The same program over fewer columns. What a step or a result shows stays.
    pub fn narrow(&mut self) {
        self.steps.iter_mut().for_each(narrow_step);
        for result in &mut self.results {
            narrow_whole(&mut result.rel);
        }
    }
}

fn narrow_step(step: &mut Step) {
    narrow_whole(&mut step.rel);
    if let Some(per) = &mut step.per {
        narrow_whole(&mut per.input);
        per.steps.iter_mut().for_each(narrow_step);
    }
}

/// Below a relation whose every column is shown.
fn narrow_whole(rel: &mut Rel) {
    let all = rel.columns.iter().map(|c| c.id).collect();
    narrow(rel, &all);
}

fn narrow(rel: &mut Rel, needed: &Needed) {
    match &mut rel.kind {
        RelKind::Step(_) | RelKind::Range { .. } => {}
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
            narrow(input, &read_by(outputs.iter()));
        }
        RelKind::Union { legs, columns } => {
            let kept = kept(&rel.columns, |_, c| needed.contains(&c.id));
            retain(&mut rel.columns, &kept);
            for (leg, columns) in legs.iter_mut().zip(columns) {
                retain(columns, &kept);
                narrow(leg, &read_by(columns.iter().flatten()));
            }
        }
        RelKind::Aggregate { input, keys, aggregates } => {
            narrow(input, &read_by(keys.iter().chain(aggregates.iter().flat_map(|a| &a.args))));
        }
        RelKind::Join { left, right, on, .. } => {
            let kept = kept(&rel.columns, |_, c| needed.contains(&c.id));
            retain(&mut rel.columns, &kept);
            // Where nothing is needed, one column of the output stays all the same.
            let mut needed: Needed = rel.columns.iter().map(|c| c.id).collect();
            needed.extend(read_by(on.iter().flat_map(|(l, r)| [l, r])));
            narrow(left, &needed);
            narrow(right, &needed);
        }
        RelKind::Plugin(call) if !call.keeps_input => {
            let read = read_by(call.args.iter());
            narrow(&mut call.input, &read);
        }
        // Its input was made for it, column by column.
        RelKind::MakeSeries(series) => narrow_whole(&mut series.input),
        RelKind::Rows { input, args, operator } if !operator.keeps_input() => narrow(input, &read_by(args.iter())),
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
        | RelKind::Rows { .. } => pass_on(rel, needed),
    }
}

/// An operator that shows its input's columns, and perhaps its own after them.
fn pass_on(rel: &mut Rel, needed: &Needed) {
    let mut needed = needed.clone();
    rel.kind.each_expression(&mut |e| read(e, &mut needed));
    if let RelKind::Take { per: Some(id), .. } | RelKind::Window { per: Some(id), .. } = &rel.kind {
        needed.insert(*id);
    }
    for input in rel.kind.inputs_mut() {
        let before: Needed = input.columns.iter().map(|c| c.id).collect();
        narrow(input, &needed);
        let after: Needed = input.columns.iter().map(|c| c.id).collect();
        rel.columns.retain(|c| after.contains(&c.id) || !before.contains(&c.id));
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
