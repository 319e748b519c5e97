//! Which changes of a rule's query its tests notice.

use super::bench::Bench;
use super::parallel;
use super::select::Chosen;
use super::trial::Trial;
use crate::rule::place;
use lurcher_engine::{Mutation, Request};
use lurcher_rules::Rule;
use lurcher_rules::testing::{Change, Mutant, RuleReport, Strength};
use lurcher_syntax::Span;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Measures each rule that has tests, all of which pass: a test that fails as it is notices nothing.
pub fn all(bench: &Bench, chosen: &[Chosen], reports: &mut [RuleReport]) {
    let passing = chosen.iter().zip(reports.iter()).enumerate();
    let passing = passing.filter(|(_, (c, report))| !c.tests.is_empty() && report.count(|o| !is_pass(o)) == 0);
    let ready: Vec<(usize, &Rule, Vec<Trial>)> = passing
        .filter_map(|(at, (c, _))| {
            let trials = c.tests.iter().map(|test| Trial::new(bench, c.pack, c.rule, test));
            Some((at, c.rule, trials.collect::<Result<_, _>>().ok()?))
        })
        .collect();
    let mut work: Vec<(usize, &Rule, &[Trial], Span, Change)> = Vec::new();
    for (at, rule, trials) in &ready {
        let Some(places) = places(bench, trials) else { continue };
        if let Some(report) = reports.get_mut(*at) {
            report.strength = Some(Strength::default());
        }
        for span in places {
            work.extend(Change::ALL.map(|change| (*at, *rule, trials.as_slice(), span, change)));
        }
    }
    let mutants = parallel::map(&work, |(at, rule, trials, span, change)| {
        let mutant = Mutant {
            predicate: span.of(&rule.query).to_owned(),
            place: place(rule, span.start),
            change: *change,
            noticed_by: noticed_by(bench, trials, *span, *change),
        };
        (*at, mutant)
    });
    for (at, mutant) in mutants {
        if let Some(strength) = reports.get_mut(at).and_then(|r| r.strength.as_mut()) {
            strength.mutants.push(mutant);
        }
    }
}

fn is_pass(outcome: &lurcher_rules::testing::Outcome) -> bool {
    *outcome == lurcher_rules::testing::Outcome::Passed
}

/// The predicates of the bound query, which are the same in each test.
fn places(bench: &Bench, trials: &[Trial]) -> Option<Vec<Span>> {
    let first = trials.first()?;
    bench.check(&first.engine, &first.request).ok().map(|checked| checked.program.predicates())
}

/// The first test that no longer passes; one that can no longer be asked has noticed too.
fn noticed_by(bench: &Bench, trials: &[Trial], span: Span, change: Change) -> Option<String> {
    let mutation = match change {
        Change::Dropped => Mutation::Drop,
        Change::Negated => Mutation::Negate,
    };
    let notices = |trial: &&Trial| {
        let request = Request { mutations: vec![(span, mutation)], ..trial.request.clone() };
        let asked = catch_unwind(AssertUnwindSafe(|| trial.ask(bench, &request)));
        !matches!(asked, Ok(Ok((_, differences))) if differences.is_empty())
    };
    trials.iter().find(notices).map(|trial| trial.test.name.clone())
}
