//! Which programs must be fed by one thread, so that their answer does not depend on how many there are.

use lurcher_functions::{aggregates, plugin};
use lurcher_semantics::bound::{Col, Program, Rel, RelKind, Step, StepKind};
use lurcher_types::Type;

/// The most columns by which a sort before `take` breaks its ties; a wider table is read in order instead.
pub const MAX_TIE_BREAKERS: usize = 12;

/// Whether some answer of a program depends on the order in which rows arrive. All its steps then run on one thread:
/// a step's rows may be read in order by a later one.
pub fn program_needs_one_thread(program: &Program) -> bool {
    let takes_first = |s: &Step| s.kind == StepKind::Scalar && !has_one_row(&s.rel);
    let in_steps = |s: &Step| {
        let mut needed = takes_first(s);
        s.each_rel(&mut |rel| needed |= needs_one_thread(rel));
        needed
    };
    program.steps.iter().any(in_steps) || program.results.iter().any(|r| needs_one_thread(&r.rel))
}

/// Certainly one row: an aggregation without keys, or a row that stands in the query.
fn has_one_row(rel: &Rel) -> bool {
    match &rel.kind {
        RelKind::Aggregate { keys, .. } => keys.is_empty(),
        RelKind::Inline { rows } => rows.len() <= 1,
        RelKind::Project { input, .. } => has_one_row(input),
        RelKind::Take { input, .. } => ties_are_broken(input),
        _ => false,
    }
}

/// Whether some operator's answer depends on the order in which rows arrive.
fn needs_one_thread(rel: &Rel) -> bool {
    let mut needed = order_is_lost_on_the_way(rel);
    rel.each(&mut |r| needed |= order_matters(r));
    needed
}

/// A sort whose order is to be seen at the end, but with more than a projection between: a parallel plan would lose it.
fn order_is_lost_on_the_way(root: &Rel) -> bool {
    let mut rel = root;
    let mut only_projections = true;
    loop {
        match &rel.kind {
            RelKind::Sort { .. } => return !only_projections,
            RelKind::Take { input, .. } if matches!(input.kind, RelKind::Sort { .. }) => return !only_projections,
            RelKind::Project { input, .. } => rel = input,
            RelKind::Filter { input, .. }
            | RelKind::MvExpand { input, .. }
            | RelKind::Parse { input, .. }
            | RelKind::ParseKv { input, .. }
            | RelKind::Take { input, .. }
            | RelKind::Window { input, .. }
            | RelKind::Rows { input, .. } => {
                only_projections = false;
                rel = input;
            }
            RelKind::Plugin(call) if call.keeps_input => {
                only_projections = false;
                rel = &call.input;
            }
            RelKind::Inline { .. } | RelKind::Range { .. } => return true,
            _ => return false,
        }
    }
}

fn order_matters(rel: &Rel) -> bool {
    match &rel.kind {
        // The first rows of what? Of a sort with its ties broken the answer is one; else the order of arrival decides.
        RelKind::Take { input, per, .. } => per.is_some() || !ties_are_broken(input),
        RelKind::Sample { .. } | RelKind::FirstPer { .. } | RelKind::Window { .. } | RelKind::Rows { .. } => true,
        RelKind::Plugin(call) => plugin(call.plugin).is_none_or(|p| p.ordered),
        RelKind::Aggregate { aggregates: calls, .. } => calls.iter().any(|c| {
            let types: Vec<Type> = c.args.iter().map(|a| a.kql_type).collect();
            match c.function {
                "count" | "countif" | "dcount" | "dcountif" | "min" | "max" | "count_distinct" => false,
                "sum" | "avg" => types.contains(&Type::Real),
                name => aggregates().find(|a| a.description.name == name).is_none_or(|a| (a.ordered)(&types)),
            }
        }),
        RelKind::Join { kind: lurcher_semantics::bound::JoinKind::InnerUnique, left, on, .. } => {
            !crate::operators::unique_by_keys(left, on)
        }
        _ => false,
    }
}

/// The columns of a sort's input by which its ties may be broken; a trace must not change which rows come first.
pub fn tie_breakers(input: &Rel) -> impl Iterator<Item = &Col> {
    input.columns.iter().filter(|c| !c.is_trace())
}

/// A sort whose equal rows are equal in every column that is shown.
pub fn ties_are_broken(rel: &Rel) -> bool {
    match &rel.kind {
        RelKind::Sort { input, .. } => tie_breakers(input).count() <= MAX_TIE_BREAKERS,
        RelKind::Project { input, .. } => ties_are_broken(input),
        RelKind::Inline { .. } | RelKind::Range { .. } => true,
        _ => false,
    }
}
