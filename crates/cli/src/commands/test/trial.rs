//! One test: its rule asked over its rows, and the answer compared.

use super::bench::Bench;
use super::select::Chosen;
use super::{exclusions, given, parallel};
use crate::rule::{Asked, placed, request};
use lurcher_engine::{Engine, Request};
use lurcher_rules::testing::{Difference, HiddenHit, Outcome, RuleReport, TestReport, compare};
use lurcher_rules::{Pack, Rule, Test};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// A rule and its test, ready to be asked, also several times.
pub struct Trial<'a> {
    pub pack: &'a Pack,
    pub rule: &'a Rule,
    pub test: &'a Test,
    pub engine: Engine,
    pub request: Request,
}

impl<'a> Trial<'a> {
    pub fn new(bench: &Bench, pack: &'a Pack, rule: &'a Rule, test: &'a Test) -> Result<Trial<'a>, String> {
        let engine = bench.over(given::tables(bench, pack, test)?)?;
        let asked = Asked {
            now: test.now.ticks,
            parameters: &test.parameters,
            with_exclusions: test.with_exclusions,
            ..Asked::default()
        };
        let request = request(rule, &pack.about, &asked)?;
        Ok(Trial { pack, rule, test, engine, request })
    }

    /// Asks, and compares; gives the number of rows too.
    pub fn ask(&self, bench: &Bench, request: &Request) -> Result<(usize, Vec<Difference>), String> {
        let answered = bench.ask(&self.engine, request).map_err(|d| placed(self.rule, &d))?;
        let rows = answered.iter().map(|t| t.rows.len()).sum();
        let (expected, trigger) = (&self.test.expected, self.rule.trigger);
        compare(expected, trigger, &answered, self.test.now.ticks).map(|differences| (rows, differences))
    }
}

/// Runs the tests of each rule.
pub fn all(bench: &Bench, chosen: &[Chosen]) -> Vec<RuleReport> {
    let tests =
        chosen.iter().enumerate().flat_map(|(at, c)| c.tests.iter().map(move |test| (at, c.pack, c.rule, *test)));
    let tests: Vec<(usize, &Pack, &Rule, &Test)> = tests.collect();
    let done = parallel::map(&tests, |(at, pack, rule, test)| (*at, one(bench, pack, rule, test)));
    let report = |c: &Chosen| RuleReport {
        id: c.rule.id.clone(),
        name: c.rule.name.clone(),
        path: c.rule.path.clone(),
        ..RuleReport::default()
    };
    let mut reports: Vec<RuleReport> = chosen.iter().map(report).collect();
    for (at, (test, hidden)) in done {
        if let Some(rule) = reports.get_mut(at) {
            rule.tests.push(test);
            rule.hidden.extend(hidden);
        }
    }
    reports
}

fn one(bench: &Bench, pack: &Pack, rule: &Rule, test: &Test) -> (TestReport, Option<HiddenHit>) {
    let start = Instant::now();
    let tried = catch_unwind(AssertUnwindSafe(|| {
        let trial = Trial::new(bench, pack, rule, test)?;
        let (rows, differences) = trial.ask(bench, &trial.request)?;
        let passed = differences.is_empty();
        let hidden = if passed { exclusions::hidden_hit(bench, &trial) } else { None };
        let outcome = if passed { Outcome::Passed } else { Outcome::Failed(differences) };
        Ok((outcome, Some(rows), hidden))
    }));
    let tried = tried.unwrap_or_else(|_| Err("a fault inside Lurcher; the message is above".to_owned()));
    let (outcome, rows, hidden) = tried.unwrap_or_else(|why| (Outcome::Broken(why), None, None));
    let report = TestReport {
        name: test.name.clone(),
        path: test.path.clone(),
        place: test.place,
        must_hit: test.is_must_hit(),
        must_not_hit: test.is_must_not_hit(),
        outcome,
        rows,
        time: start.elapsed(),
    };
    (report, hidden)
}
