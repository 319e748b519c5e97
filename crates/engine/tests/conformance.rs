//! Recorded answers of the real engine, and those printed in its documentation.
//!
//! A query may be refused for what is not built yet. A different answer is never right.

use crate::{floors, kql};
use lurcher_syntax::Stage;
use lurcher_testkit::recorded::{Case, Score, read_cases, score, shared_folder};
use std::sync::Arc;

/// Answers that differ for a reason that is not ours: id, reason.
const EXCUSED: &[(&str, &str)] = &[
    (
        "functions-library/graph-exposure-perimeter-fl#3",
        "it prints a make_set in an order that is not that of its sorted input, and a set has none",
    ),
    ("functions-library/tokenize-fl#3", "it prints an empty sixth column, and its rows have five tokens each"),
];

/// Refusals for another reason than "not built": id, reason.
const REFUSED_FOR_CAUSE: &[(&str, &str)] = &[(
    "functions-library/time-window-rolling-avg-fl#3",
    "a datetime without a date is one of the day on which it was run",
)];

#[test]
fn recorded_answers() {
    hold("conformance/engine.jsonl", false, floors::ENGINE_ANSWERS);
}

#[test]
fn documented_answers() {
    hold("conformance/docs.jsonl", true, floors::DOCUMENTED_ANSWERS);
}

fn hold(file: &str, printed: bool, floor: usize) {
    let Some(shared) = shared_folder() else {
        println!("skipped: there is no folder of recorded answers for {file}");
        return;
    };
    // What a random answer looks like is compared elsewhere; here every case counts fully.
    let mut cases = read_cases(&shared.join(file), printed).unwrap();
    cases.retain(|case| !case.nondeterministic);
    let mut odd = Vec::new();
    let score = run(&cases, &mut odd);
    println!("{file}: {score}");
    odd.iter().for_each(|line| println!("refused, although not for being unbuilt: {line}"));
    let excused = |id: &str| EXCUSED.iter().any(|(known, _)| *known == id);
    let wrong: Vec<&str> = score.differing().into_iter().filter(|id| !excused(id)).collect();
    assert!(wrong.is_empty(), "wrong answers: {wrong:?}");
    assert!(odd.is_empty(), "these are refused as if they were wrong: {odd:#?}");
    assert!(score.passed() >= floor, "{} equal answers, {floor} were reached before", score.passed());
}

/// Runs the cases; `odd` takes refusals that do not say "not built".
fn run(cases: &[Case], odd: &mut Vec<String>) -> Score {
    let runtime = kql::runtime();
    let bare = Arc::new(kql::engine(Vec::new(), 2));
    score(cases, |case| {
        let engine = match case.tables.as_slice() {
            [] => bare.clone(),
            tables => Arc::new(kql::engine(tables.iter().map(|t| kql::memory(t, 1000)).collect(), 2)),
        };
        match kql::query(&runtime, engine, kql::request(&case.kql, "2026-01-01")) {
            Ok(tables) => tables.first().map(kql::comparable).ok_or_else(|| "no table".to_owned()),
            Err(d) => {
                let known = REFUSED_FOR_CAUSE.iter().any(|(id, _)| *id == case.id);
                if d.stage != Stage::Unsupported && !known {
                    odd.push(format!("{}: {d} ({}) at `{}`", case.id, d.stage.name(), d.span.of(&case.kql)));
                }
                Err(d.to_string())
            }
        }
    })
}
