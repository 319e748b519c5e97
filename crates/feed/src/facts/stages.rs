//! What a query does, in the order in which it does it.

use super::columns::{Origins, each_rel};
use super::conditions::one_line;
use super::{Join, Stage};
use lurcher_semantics::bound::*;

/// More stages than these no page needs.
const MAX_STAGES: usize = 60;
/// So much of a stage's text is shown.
const MAX_STAGE_CHARS: usize = 240;

/// The stages of the query's answers, with those of the steps that they stand on first.
pub fn all(program: &Program, query: &str) -> Vec<Stage> {
    let mut stages = Vec::new();
    for step in &program.steps {
        pipeline(&step.rel, query, &mut stages);
    }
    for result in &program.results {
        pipeline(&result.rel, query, &mut stages);
    }
    // A `let` that is used twice is bound twice.
    let mut once: Vec<Stage> = Vec::new();
    for stage in stages {
        if !once.contains(&stage) && once.len() < MAX_STAGES {
            once.push(stage);
        }
    }
    once
}

fn pipeline(rel: &Rel, query: &str, stages: &mut Vec<Stage>) {
    let mut inputs = rel.kind.inputs().into_iter();
    if let Some(first) = inputs.next() {
        pipeline(first, query, stages);
    }
    let others: Vec<&Rel> = inputs.collect();
    for other in &others {
        pipeline(other, query, stages);
    }
    let text = cut(&one_line(rel.span.of(query)));
    let Some(words) = words(rel) else { return };
    let already = stages.last().is_some_and(|s| s.text == text && s.words == words);
    if !already && !text.is_empty() {
        stages.push(Stage { words, text });
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_STAGE_CHARS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn words(rel: &Rel) -> Option<String> {
    let names = |columns: &[Col]| {
        let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).filter(|n| !n.is_empty()).collect();
        names.join(", ")
    };
    Some(match &rel.kind {
        RelKind::Table { name, .. } => format!("Reads {name}"),
        RelKind::Filter { input, predicate } if predicate.span != input.span => {
            "Keeps the rows for which it holds".to_owned()
        }
        RelKind::Aggregate { keys, aggregates, .. } if aggregates.is_empty() => {
            format!("Keeps each combination of {} once", names(rel.columns.get(..keys.len()).unwrap_or_default()))
        }
        RelKind::Aggregate { keys, aggregates, .. } => {
            let computed: Vec<Col> = aggregates.iter().flat_map(|a| a.outputs.clone()).collect();
            match keys.len() {
                0 => format!("Computes {} over all rows", names(&computed)),
                n => {
                    let by = names(rel.columns.get(..n).unwrap_or_default());
                    format!("Computes {} for each {by}", names(&computed))
                }
            }
        }
        RelKind::Join { kind, .. } => match kind {
            JoinKind::LeftAnti => "Keeps the rows that meet none of the other side".to_owned(),
            JoinKind::RightAnti => "Keeps the rows of the other side that meet none".to_owned(),
            JoinKind::LeftSemi => "Keeps the rows that meet one of the other side".to_owned(),
            JoinKind::RightSemi => "Keeps the rows of the other side that meet one".to_owned(),
            _ => format!("Joins both sides ({})", join_kind(*kind)),
        },
        RelKind::Union { legs, .. } => format!("Puts the rows of {} parts together", legs.len()),
        RelKind::Take { .. } => "Keeps the first rows".to_owned(),
        RelKind::MvExpand { .. } => "Makes a row of each item of a list".to_owned(),
        RelKind::Parse { .. } | RelKind::ParseKv { .. } => "Takes parts out of a text".to_owned(),
        RelKind::MakeSeries(_) => "Makes series over time".to_owned(),
        RelKind::Plugin(call) => format!("Evaluates {}", call.plugin),
        RelKind::Range { .. } => "Makes a row for each value of a range".to_owned(),
        _ => return None,
    })
}

/// The joins of a query, each once.
pub fn joins(program: &Program, origins: &Origins) -> Vec<Join> {
    let mut joins: Vec<Join> = Vec::new();
    each_rel(program, &mut |rel| {
        if let RelKind::Join { kind, on, left, .. } = &rel.kind {
            let on = on.iter().filter_map(|(l, _)| name(l, left, origins)).collect();
            let join = Join { kind: join_kind(*kind), on };
            if !joins.contains(&join) {
                joins.push(join);
            }
        }
    });
    joins
}

fn name(e: &Expr, side: &Rel, origins: &Origins) -> Option<String> {
    let ExprKind::Column(id) = e.kind else { return None };
    let own = side.columns.iter().find(|c| c.id == id && !c.name.is_empty()).map(|c| c.name.clone());
    own.or_else(|| {
        let mut found = Vec::new();
        origins.read_by(e, &mut found);
        found.first().map(|o| o.column.clone())
    })
}

fn join_kind(kind: JoinKind) -> &'static str {
    match kind {
        JoinKind::Inner => "inner",
        JoinKind::InnerUnique => "innerunique",
        JoinKind::LeftOuter => "leftouter",
        JoinKind::RightOuter => "rightouter",
        JoinKind::FullOuter => "fullouter",
        JoinKind::LeftSemi => "leftsemi",
        JoinKind::RightSemi => "rightsemi",
        JoinKind::LeftAnti => "leftanti",
        JoinKind::RightAnti => "rightanti",
    }
}
