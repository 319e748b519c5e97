//! Recorded answers of the real engine, and those printed in its documentation.
//!
//! A query may be refused for what is not built yet. A different answer is never right.

use crate::{floors, kql};
use lurcher_syntax::Stage;
use lurcher_testkit::recorded::{Case, Score, Verdict, read_cases, score, shared_folder};
use std::sync::{Arc, LazyLock};

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

/// How the cases of one sort went.
#[derive(Default)]
pub struct Answers {
    pub equal: usize,
    /// Id, and what was said.
    pub refused: Vec<(String, String)>,
    /// Id, and the reason if one is known.
    pub different: Vec<(String, Option<&'static str>)>,
    /// Refused as if they were mistakes.
    odd: Vec<String>,
    report: String,
}

impl Answers {
    pub fn all(&self) -> usize {
        self.equal + self.refused.len() + self.different.len()
    }
}

#[test]
fn recorded_answers() {
    let Some((outside, geography)) = engine_answers() else { return skipped("recorded") };
    hold(outside, floors::ENGINE_ANSWERS_OUTSIDE_GEOGRAPHY);
    hold(geography, floors::GEOGRAPHIC_ANSWERS);
    let equal = outside.equal + geography.equal;
    assert!(equal >= floors::ENGINE_ANSWERS, "{equal} equal answers, {} were reached before", floors::ENGINE_ANSWERS);
}

#[test]
fn documented_answers() {
    let Some(printed) = printed_answers() else { return skipped("printed") };
    hold(printed, floors::DOCUMENTED_ANSWERS);
}

fn skipped(what: &str) {
    println!("skipped: there is no folder of {what} answers");
}

fn hold(answers: &Answers, floor: usize) {
    println!("{}", answers.report);
    answers.odd.iter().for_each(|line| println!("refused, although not for being unbuilt: {line}"));
    let wrong: Vec<_> = answers.different.iter().filter(|(_, reason)| reason.is_none()).collect();
    assert!(wrong.is_empty(), "wrong answers: {wrong:?}");
    assert!(answers.odd.is_empty(), "these are refused as if they were wrong: {:#?}", answers.odd);
    assert!(answers.equal >= floor, "{} equal answers, {floor} were reached before", answers.equal);
}

/// Answers of the real engine: outside geography, and of geography.
pub fn engine_answers() -> Option<&'static (Answers, Answers)> {
    static ANSWERS: LazyLock<Option<(Answers, Answers)>> = LazyLock::new(|| {
        let cases = cases("conformance/engine.jsonl", false)?;
        let geographic = |case: &Case| case.page.starts_with("geo-") || case.page == "geospatial-joins";
        let (geography, outside) = cases.into_iter().partition(geographic);
        Some((answers("outside geography", outside), answers("geography", geography)))
    });
    ANSWERS.as_ref()
}

/// Answers printed in the documentation.
pub fn printed_answers() -> Option<&'static Answers> {
    static ANSWERS: LazyLock<Option<Answers>> =
        LazyLock::new(|| Some(answers("printed", cases("conformance/docs.jsonl", true)?)));
    ANSWERS.as_ref()
}

/// What a random answer looks like is compared elsewhere; here every case counts fully.
fn cases(file: &str, printed: bool) -> Option<Vec<Case>> {
    let mut cases = read_cases(&shared_folder()?.join(file), printed).unwrap();
    cases.retain(|case| !case.nondeterministic);
    Some(cases)
}

fn answers(what: &str, cases: Vec<Case>) -> Answers {
    let mut odd = Vec::new();
    let score = run(&cases, &mut odd);
    let mut answers = Answers { odd, report: format!("{what}: {score}"), ..Answers::default() };
    for (_, id, verdict) in score.results {
        match verdict {
            Verdict::Passed => answers.equal += 1,
            Verdict::Refused(why) => answers.refused.push((id, why)),
            Verdict::Differs(_) => {
                let reason = EXCUSED.iter().find(|(known, _)| *known == id).map(|(_, reason)| *reason);
                answers.different.push((id, reason));
            }
        }
    }
    answers
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
                let known = REFUSED_FOR_CAUSE.iter().find(|(id, _)| *id == case.id);
                if d.stage != Stage::Unsupported && known.is_none() {
                    odd.push(format!("{}: {d} ({}) at `{}`", case.id, d.stage.name(), d.span.of(&case.kql)));
                }
                Err(known.map_or(d.message, |(_, reason)| (*reason).to_owned()))
            }
        }
    })
}
