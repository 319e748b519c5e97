//! The ways that followed rows take through a program: its operators in order, with what comes in from the side.

use super::report::PipeOf;
use super::{MAX_FOLLOWED_OPERATORS, refused};
use lurcher_semantics::Trace;
use lurcher_semantics::bound::*;
use lurcher_syntax::{Diagnostic, Span};

/// Relations one above the other, by the operators of the text that they are of; the source first.
pub struct Planned<'a> {
    pub of: PipeOf,
    pub stages: Vec<Stage<'a>>,
}

/// The relations of one operator: some are several, such as `top`, a sort and a cut.
pub struct Stage<'a> {
    pub span: Span,
    pub nodes: Vec<&'a Rel>,
    pub sides: Vec<Planned<'a>>,
}

/// The steps and results in which a followed row may be found.
pub fn pipes<'a>(program: &'a Program, trace: &Trace) -> Result<Vec<Planned<'a>>, Diagnostic> {
    let mut count = 0;
    let mut note = |_: &Rel| count += 1;
    program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut note)));
    program.results.iter().for_each(|result| result.rel.each(&mut note));
    if count > MAX_FOLLOWED_OPERATORS {
        let message = format!(
            "the query has {count} operators, and rows are followed through {MAX_FOLLOWED_OPERATORS} (MAX_FOLLOWED_OPERATORS)"
        );
        return Err(refused(Span::default(), message));
    }
    let mut pipes = Vec::new();
    for step in &program.steps {
        let (of, rel) = match (&step.per, step.kind) {
            (Some(per), _) => (PipeOf::Parts, &per.input),
            (None, StepKind::Scalar) => (PipeOf::Scalar, &step.rel),
            (None, StepKind::Set) => (PipeOf::Set, &step.rel),
            (None, StepKind::Table) => (PipeOf::Table, &step.rel),
            (None, StepKind::Lookup) => continue,
        };
        pipes.extend(pipe(rel, of, trace));
    }
    for (at, result) in program.results.iter().enumerate() {
        pipes.extend(pipe(&result.rel, PipeOf::Result(at), trace));
    }
    Ok(pipes)
}

fn pipe<'a>(root: &'a Rel, of: PipeOf, trace: &Trace) -> Option<Planned<'a>> {
    if !may_have(root, trace) {
        return None;
    }
    let mut stages: Vec<Stage> = Vec::new();
    let mut next = Some(root);
    while let Some(rel) = next {
        let (below, beside) = inputs(rel, trace);
        next = below;
        let role = role_of_side(rel);
        let sides = beside.into_iter().filter_map(|side| pipe(side, role, trace));
        match stages.last_mut().filter(|stage| stage.span == rel.span) {
            Some(stage) => {
                stage.nodes.push(rel);
                stage.sides.splice(0..0, sides);
            }
            None => stages.push(Stage { span: rel.span, nodes: vec![rel], sides: sides.collect() }),
        }
    }
    stages.iter_mut().for_each(|stage| stage.nodes.reverse());
    stages.reverse();
    Some(Planned { of, stages })
}

/// The input that the operator's own text does not hold, and the others.
fn inputs<'a>(rel: &'a Rel, trace: &Trace) -> (Option<&'a Rel>, Vec<&'a Rel>) {
    if let Some(grouped) = bits_of_series(rel) {
        return (Some(grouped), Vec::new());
    }
    let mut traced: Vec<&Rel> = rel.kind.inputs().into_iter().filter(|input| may_have(input, trace)).collect();
    let is_piped = |input: &Rel| source(input).span.start < rel.span.start;
    match &rel.kind {
        RelKind::Union { .. } if traced.len() > 1 && !traced.first().is_some_and(|first| is_piped(first)) => {
            (None, traced)
        }
        _ if traced.is_empty() => (None, traced),
        // These show the rows of their right side alone.
        RelKind::Join { kind: JoinKind::RightSemi | JoinKind::RightAnti, right, .. } => {
            traced.retain(|side| !std::ptr::eq(*side, &**right));
            (Some(right), traced)
        }
        _ => {
            let main = traced.remove(0);
            (Some(main), traced)
        }
    }
}

/// What comes in from the side of this relation.
fn role_of_side(rel: &Rel) -> PipeOf {
    match &rel.kind {
        RelKind::Join { kind: JoinKind::LeftSemi | JoinKind::RightSemi, .. } => PipeOf::Match,
        RelKind::Join { kind: JoinKind::LeftAnti | JoinKind::RightAnti, .. } => PipeOf::NoMatch,
        _ => PipeOf::Side,
    }
}

fn source(rel: &Rel) -> &Rel {
    let mut rel = rel;
    while let Some(first) = rel.kind.inputs().first() {
        rel = first;
    }
    rel
}

/// The bits of `make-series` come on a way of their own: from the same rows, in groups.
fn bits_of_series(rel: &Rel) -> Option<&Rel> {
    match &rel.kind {
        RelKind::Join { left, right, .. } if left.span == rel.span && matches!(left.kind, RelKind::MakeSeries(_)) => {
            Some(right)
        }
        _ => None,
    }
}

/// Whether it, or something below it, carries the bits of followed rows.
fn may_have(rel: &Rel, trace: &Trace) -> bool {
    trace.is_carried_by(rel) || rel.kind.inputs().into_iter().any(|input| may_have(input, trace))
}
