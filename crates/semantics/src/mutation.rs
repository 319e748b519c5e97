//! Mutants of a program: one predicate dropped or negated, to see whether a test notices.

use crate::bound::*;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};

/// What is done to a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mutation {
    /// It no longer has a say.
    Drop,
    /// It says the opposite.
    Negate,
}

impl Program {
    /// Where the predicates of `where` and its kin stand in the text: the parts of `and`, `or` and `not(…)`, each once.
    pub fn predicates(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut note = |rel: &Rel| {
            if let Some(predicate) = own_predicate(rel) {
                leaves(predicate, &mut spans);
            }
        };
        self.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut note)));
        self.results.iter().for_each(|result| result.rel.each(&mut note));
        spans.sort_by_key(|span| (span.start, span.end));
        spans.dedup();
        spans
    }

    /// Changes every predicate that stands there: a `let` may be used more than once.
    pub fn mutate(&mut self, place: Span, mutation: Mutation) {
        for step in &mut self.steps {
            mutate_step(step, place, mutation);
        }
        self.results.iter_mut().for_each(|result| mutate_rel(&mut result.rel, place, mutation));
    }
}

fn mutate_step(step: &mut Step, place: Span, mutation: Mutation) {
    mutate_rel(&mut step.rel, place, mutation);
    if let Some(per) = &mut step.per {
        mutate_rel(&mut per.input, place, mutation);
        per.steps.iter_mut().for_each(|step| mutate_step(step, place, mutation));
    }
}

fn mutate_rel(rel: &mut Rel, place: Span, mutation: Mutation) {
    if own_predicate(rel).is_some()
        && let RelKind::Filter { predicate, .. } = &mut rel.kind
    {
        mutate_expr(predicate, true, place, mutation);
    }
    rel.kind.inputs_mut().into_iter().for_each(|input| mutate_rel(input, place, mutation));
}

/// The predicate that the text has here; an exclusion stands at its table, and is no part of the text, nor are the bounds
/// of a `make-series`, which stand at the operator.
fn own_predicate(rel: &Rel) -> Option<&Expr> {
    match &rel.kind {
        RelKind::Filter { input, predicate } if predicate.span != input.span && predicate.span != rel.span => {
            Some(predicate)
        }
        _ => None,
    }
}

fn leaves(e: &Expr, spans: &mut Vec<Span>) {
    match &e.kind {
        ExprKind::And(left, right) | ExprKind::Or(left, right) => {
            leaves(left, spans);
            leaves(right, spans);
        }
        ExprKind::Not(inner) => leaves(inner, spans),
        ExprKind::Literal(_) => {}
        _ => spans.push(e.span),
    }
}

/// `neutral` is what has no say where the expression stands: true in an `and`, false in an `or`.
fn mutate_expr(e: &mut Expr, neutral: bool, place: Span, mutation: Mutation) {
    match &mut e.kind {
        ExprKind::And(left, right) => {
            mutate_expr(left, true, place, mutation);
            mutate_expr(right, true, place, mutation);
        }
        ExprKind::Or(left, right) => {
            mutate_expr(left, false, place, mutation);
            mutate_expr(right, false, place, mutation);
        }
        ExprKind::Not(inner) => mutate_expr(inner, !neutral, place, mutation),
        ExprKind::Literal(_) => {}
        _ if e.span != place => {}
        _ => {
            let span = e.span;
            let kind = match mutation {
                Mutation::Drop => ExprKind::Literal(Value::Bool(neutral)),
                Mutation::Negate => ExprKind::Not(Box::new(e.clone())),
            };
            *e = Expr { kind, kql_type: Type::Bool, span };
        }
    }
}
