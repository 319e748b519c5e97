//! What would drop rows further on, had they not been dropped before: filters that drop them are asked to let them pass.

use super::ask::positive;
use super::count::Counts;
use super::cut::add;
use super::pipes::Planned;
use super::report::{Bits, Drop, Followed, Operator, Pipe, PipeOf};
use lurcher_semantics::Trace;
use lurcher_semantics::bound::*;
use lurcher_types::{Type, Value};
use std::collections::{BTreeMap, HashMap};

/// The followed rows that a filter lets pass, by the filter's number in the program.
#[derive(Default)]
pub struct Passes(BTreeMap<usize, Bits>);

impl Passes {
    /// Adds the filters that drop rows; whether there are new ones.
    pub fn add(&mut self, program: &Program, pipes: &[Planned<'_>], counts: &Counts<'_>) -> bool {
        let numbers = numbers(program);
        let mut more = false;
        for pipe in pipes {
            self.of_pipe(pipe, counts, &numbers, &mut more);
        }
        more
    }

    fn of_pipe(&mut self, pipe: &Planned<'_>, counts: &Counts<'_>, numbers: &HashMap<usize, usize>, more: &mut bool) {
        // What only others are held against gives no rows.
        if !gives_rows(pipe.of) {
            return;
        }
        for stage in &pipe.stages {
            stage.sides.iter().for_each(|side| self.of_pipe(side, counts, numbers, more));
            for node in &stage.nodes {
                let (lost, number) = (counts.lost(node), numbers.get(&address(node)));
                let is_own = matches!(&node.kind, RelKind::Filter { predicate, .. } if predicate.span != node.span);
                if let (true, false, Some(number)) = (is_own, lost.is_empty(), number) {
                    *self.0.entry(*number).or_default() |= lost;
                    *more = true;
                }
            }
        }
    }

    /// The program whose filters let these rows pass.
    pub fn applied(&self, program: &Program, trace: &Trace) -> Program {
        let mut changed = program.clone();
        let mut number = 0;
        changed.steps.iter_mut().for_each(|step| self.step(step, trace, &mut number));
        changed.results.iter_mut().for_each(|result| self.rel(&mut result.rel, trace, &mut number));
        changed
    }

    fn step(&self, step: &mut Step, trace: &Trace, number: &mut usize) {
        self.rel(&mut step.rel, trace, number);
        if let Some(per) = &mut step.per {
            self.rel(&mut per.input, trace, number);
            per.steps.iter_mut().for_each(|inner| self.step(inner, trace, number));
        }
    }

    fn rel(&self, rel: &mut Rel, trace: &Trace, number: &mut usize) {
        let pass = self.0.get(number);
        *number += 1;
        if let Some((pass, own)) = pass.zip(trace.bits(rel))
            && let RelKind::Filter { predicate, .. } = &mut rel.kind
        {
            let mask = Expr::literal(Value::Long(pass.0), rel.span);
            let passes = positive(Expr::call("binary_and", vec![own, mask], Type::Long, rel.span));
            let span = predicate.span;
            let kind = ExprKind::Or(Box::new(predicate.clone()), Box::new(passes));
            *predicate = Expr { kind, kql_type: Type::Bool, span };
        }
        rel.kind.inputs_mut().into_iter().for_each(|input| self.rel(input, trace, number));
    }
}

/// The predicate without what lets followed rows pass.
pub fn as_written<'a>(predicate: &'a Expr, filter: &Rel) -> &'a Expr {
    match &predicate.kind {
        ExprKind::Or(own, passes) if passes.span == filter.span => own,
        _ => predicate,
    }
}

/// Adds what a later round has found: drops of rows that had not come so far before.
pub fn merge(followed: &mut Followed, later: &[Pipe]) {
    followed.pipes.iter_mut().zip(later).for_each(|(pipe, later)| merge_pipe(pipe, later));
}

fn merge_pipe(pipe: &mut Pipe, later: &Pipe) {
    if !gives_rows(pipe.of) {
        return;
    }
    for (operator, later) in pipe.operators.iter_mut().zip(&later.operators) {
        operator.sides.iter_mut().zip(&later.sides).for_each(|(side, later)| merge_pipe(side, later));
        merge_operator(operator, later);
    }
}

fn merge_operator(operator: &mut Operator, later: &Operator) {
    let told = |operator: &Operator| {
        operator.drops.iter().chain(&operator.further).fold(Bits::default(), |all, drop| all | drop.bits)
    };
    let known = told(operator);
    for drop in &later.drops {
        let bits = drop.bits & !known;
        if !bits.is_empty() {
            add(&mut operator.further, Drop { bits, ..drop.clone() });
        }
    }
}

fn gives_rows(of: PipeOf) -> bool {
    matches!(of, PipeOf::Result(_) | PipeOf::Table | PipeOf::Parts | PipeOf::Side)
}

/// The number of each relation, in the order in which [`Passes::applied`] goes through them.
fn numbers(program: &Program) -> HashMap<usize, usize> {
    let mut numbers = HashMap::new();
    let mut note = |rel: &Rel| {
        let number = numbers.len();
        numbers.insert(address(rel), number);
    };
    program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut note)));
    program.results.iter().for_each(|result| result.rel.each(&mut note));
    numbers
}

fn address(rel: &Rel) -> usize {
    std::ptr::from_ref(rel).addr()
}
