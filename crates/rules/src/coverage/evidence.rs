//! What tests and hunts tell of rules, as they end or from the files that were kept of them.

use super::{Data, Ran, Records, RuleState, Run, Tests};
use crate::Rule;
use crate::finding::sha256;
use crate::limits::MAX_EVIDENCE_BYTES;
use crate::testing::RuleReport;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

/// Outcomes by the ids of rules, in small letters. Where rules of two packs share an id, the worse outcome counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    tests: BTreeMap<String, Tested>,
    records: Records,
}

/// What came of a rule's tests.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tested {
    outcome: Tests,
    /// Those that ran.
    names: BTreeSet<String>,
}

impl Evidence {
    /// Reads what `lurcher test --format json` writes.
    pub fn read_tests(&mut self, path: &Path) -> Result<(), String> {
        let text = bounded(path)?;
        self.take_tests(&text).map_err(|why| format!("{}: {why}", path.display()))
    }

    /// Reads what `lurcher hunt --record` or its JSON tells.
    pub fn read_record(&mut self, path: &Path) -> Result<(), String> {
        let text = bounded(path)?;
        self.take_record(&text).map_err(|why| format!("{}: {why}", path.display()))
    }

    pub fn take_tests(&mut self, json: &str) -> Result<(), String> {
        let report: TestReport =
            serde_json::from_str(json).map_err(|e| format!("no report of `lurcher test --format json`: {e}"))?;
        for rule in report.rules {
            let outcome = rule.outcome();
            self.add_tests(&rule.id, outcome, rule.tests.into_iter().map(|t| t.name).collect());
        }
        Ok(())
    }

    pub fn take_record(&mut self, text: &str) -> Result<(), String> {
        self.records.read(text)
    }

    /// Notes what came of a rule's tests.
    pub fn add_report(&mut self, report: &RuleReport) {
        let must_hit = report.tests.iter().any(|t| t.must_hit);
        let outcome = outcome(report.tests.is_empty(), report.passes(), must_hit);
        self.add_tests(&report.id, outcome, report.tests.iter().map(|t| t.name.clone()).collect());
    }

    fn add_tests(&mut self, id: &str, outcome: Tests, names: BTreeSet<String>) {
        let fresh = || Tested { outcome, names: BTreeSet::new() };
        let known = self.tests.entry(id.to_ascii_lowercase()).or_insert_with(fresh);
        if outcome != Tests::Passing {
            known.outcome = outcome;
        }
        known.names.extend(names);
    }

    /// The runs of a rule that are known, the newest last.
    pub fn runs(&self, id: &str) -> &[Run] {
        self.records.of(id)
    }

    /// All that is known of a rule. Data and runs are known from a hunt; whoever has looked at the data knows better.
    pub fn of_rule(&self, rule: &Rule) -> RuleState {
        let (data, ran, why) = match self.runs(&rule.id).last() {
            Some(run) if run.is_of_another_query(rule) => {
                (Data::Unknown, Ran::No, vec!["its query was changed after it ran for the last time".to_owned()])
            }
            Some(run) => {
                let data = run.availability.as_ref().map_or(Data::Unknown, |a| a.data());
                let mut why = run.availability.as_ref().map(|a| a.reasons()).unwrap_or_default();
                why.extend(run.reasons.iter().filter(|_| !run.is_judged()).cloned());
                let mut told = BTreeSet::new();
                why.retain(|reason| told.insert(reason.clone()));
                (data, if run.is_judged() { Ran::Yes } else { Ran::No }, why)
            }
            // A record that does not name the rule says that it did not run.
            None if !self.records.is_empty() => (Data::Unknown, Ran::No, Vec::new()),
            None => (Data::Unknown, Ran::Unknown, Vec::new()),
        };
        RuleState { tests: self.tests_of(rule), data, ran, why }
    }

    /// They pass only where each of them is known to.
    fn tests_of(&self, rule: &Rule) -> Tests {
        let written = &rule.overlay.tests;
        match self.tests.get(&rule.id.to_ascii_lowercase()) {
            _ if written.is_empty() => Tests::None,
            Some(Tested { outcome: Tests::Failing, .. }) => Tests::Failing,
            Some(tested) if written.iter().all(|t| tested.names.contains(&t.name)) => tested.outcome,
            _ => Tests::Unknown,
        }
    }
}

impl Run {
    /// Whether it was of another text than the query has now; not where the record does not tell.
    pub fn is_of_another_query(&self, rule: &Rule) -> bool {
        self.query_sha256.as_ref().is_some_and(|hash| *hash != sha256(rule.query.as_bytes()))
    }
}

#[derive(Deserialize)]
struct TestReport {
    rules: Vec<RuleTests>,
}

#[derive(Deserialize)]
struct RuleTests {
    id: String,
    /// Exclusions that hide what a test must hit make it false, though each test passes.
    passes: bool,
    tests: Vec<TestOutcome>,
}

#[derive(Deserialize)]
struct TestOutcome {
    name: String,
    outcome: String,
    #[serde(rename = "mustHit")]
    must_hit: bool,
}

impl RuleTests {
    fn outcome(&self) -> Tests {
        let passes = self.passes && self.tests.iter().all(|t| t.outcome == "passed");
        outcome(self.tests.is_empty(), passes, self.tests.iter().any(|t| t.must_hit))
    }
}

fn outcome(is_empty: bool, passes: bool, one_must_hit: bool) -> Tests {
    match (is_empty, passes, one_must_hit) {
        (true, _, _) => Tests::None,
        (_, false, _) => Tests::Failing,
        (_, true, true) => Tests::Passing,
        (_, true, false) => Tests::NeverHitting,
    }
}

fn bounded(path: &Path) -> Result<String, String> {
    let named = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(named)?;
    file.take(MAX_EVIDENCE_BYTES + 1).read_to_string(&mut text).map_err(named)?;
    match text.len() as u64 > MAX_EVIDENCE_BYTES {
        true => Err(format!("{}: larger than {MAX_EVIDENCE_BYTES} bytes (limit MAX_EVIDENCE_BYTES)", path.display())),
        false => Ok(text),
    }
}
