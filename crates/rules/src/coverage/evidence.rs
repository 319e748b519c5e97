//! What tests and hunts tell of rules, as they end or from the files that were kept of them.

use super::{Data, Ran, RuleState, Tests};
use crate::Rule;
use crate::finding::sha256;
use crate::limits::MAX_EVIDENCE_BYTES;
use crate::testing::RuleReport;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Outcomes by the ids of rules, in small letters. Where rules of two packs share an id, the worse outcome counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    tests: BTreeMap<String, Tests>,
    runs: BTreeMap<String, Run>,
}

/// What the newest hunt says of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    verdict: Verdict,
    /// The SHA-256 of the query that ran, where it is told.
    query: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    /// It ran over all its data.
    Judged,
    /// It ran and found something; whether all its data were there is not known, or told by these notes alone.
    WithNotes(Vec<String>),
    NotJudged(Vec<String>),
}

/// The verdicts of `lurcher hunt` that say that a rule ran and could be judged.
const JUDGED: [&str; 3] = ["findings", "quiet", "overview"];

impl Evidence {
    /// Reads what `lurcher test --format json` writes.
    pub fn read_tests(&mut self, path: &Path) -> Result<(), String> {
        let text = bounded(path)?;
        self.take_tests(&text).map_err(|why| format!("{}: {why}", path.display()))
    }

    /// Reads what `lurcher hunt --record` or its JSON tells; later lines stand before earlier ones.
    pub fn read_record(&mut self, path: &Path) -> Result<(), String> {
        let text = bounded(path)?;
        self.take_record(&text).map_err(|why| format!("{}: {why}", path.display()))
    }

    pub fn take_tests(&mut self, json: &str) -> Result<(), String> {
        let report: TestReport =
            serde_json::from_str(json).map_err(|e| format!("no report of `lurcher test --format json`: {e}"))?;
        for rule in report.rules {
            self.add_tests(&rule.id, rule.outcome());
        }
        Ok(())
    }

    /// Notes what came of a rule's tests.
    pub fn add_report(&mut self, report: &RuleReport) {
        let must_hit = report.tests.iter().any(|t| t.must_hit);
        self.add_tests(&report.id, outcome(report.tests.is_empty(), report.passes(), must_hit));
    }

    fn add_tests(&mut self, id: &str, outcome: Tests) {
        let known = self.tests.entry(id.to_ascii_lowercase()).or_insert(outcome);
        if outcome != Tests::Passing {
            *known = outcome;
        }
    }

    pub fn take_record(&mut self, text: &str) -> Result<(), String> {
        let mut found = 0;
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let entry: Value = serde_json::from_str(line).map_err(|e| format!("line {number}: not JSON: {e}"))?;
            let entries = match entry.get("rules").and_then(Value::as_array) {
                Some(rules) => rules.as_slice(),
                None => std::slice::from_ref(&entry),
            };
            for (id, run) in entries.iter().filter_map(run) {
                self.runs.insert(id.to_ascii_lowercase(), run);
                found += 1;
            }
        }
        match found {
            0 => Err("it tells the verdict of no rule, as `lurcher hunt --record` does".to_owned()),
            _ => Ok(()),
        }
    }

    /// All that is known of a rule. Data and runs are known from a hunt; whoever has looked at the data knows better.
    pub fn of_rule(&self, rule: &Rule) -> RuleState {
        let id = rule.id.to_ascii_lowercase();
        let tests = match self.tests.get(&id) {
            _ if rule.overlay.tests.is_empty() => Tests::None,
            Some(outcome) => *outcome,
            None => Tests::Unknown,
        };
        let run = self.runs.get(&id);
        let changed = run.and_then(|run| run.query.as_ref()).is_some_and(|hash| *hash != sha256(rule.query.as_bytes()));
        let (data, ran, why) = match run.map(|run| &run.verdict) {
            Some(_) if changed => {
                (Data::Unknown, Ran::No, vec!["its query was changed after it ran for the last time".to_owned()])
            }
            Some(Verdict::Judged) => (Data::Full, Ran::Yes, Vec::new()),
            Some(Verdict::WithNotes(why)) => (Data::Unknown, Ran::Yes, why.clone()),
            Some(Verdict::NotJudged(why)) => (Data::Unknown, Ran::No, why.clone()),
            // A record that does not name the rule says that it did not run.
            None if !self.runs.is_empty() => (Data::Unknown, Ran::No, Vec::new()),
            None => (Data::Unknown, Ran::Unknown, Vec::new()),
        };
        RuleState { tests, data, ran, why }
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

/// The rule and the run of an entry; nothing where the entry is about something else.
fn run(entry: &Value) -> Option<(&str, Run)> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let id = text("rule").or_else(|| text("id"))?;
    let verdict = text("verdict")?;
    // A hunt joins its reasons so; apart, each is told once, also where somebody else has found it too.
    let reasons = text("reason").into_iter().flat_map(|reason| reason.split("; ")).map(str::to_owned).collect();
    let notes = entry.get("notes").and_then(Value::as_array);
    let verdict = match notes.map(Vec::as_slice) {
        _ if !JUDGED.contains(&verdict) => Verdict::NotJudged(reasons),
        // A quiet rule is one whose data were all there: otherwise it could not be judged.
        _ if verdict == "quiet" => Verdict::Judged,
        Some([]) => Verdict::Judged,
        notes => {
            let notes = notes.unwrap_or_default().iter().filter_map(Value::as_str);
            Verdict::WithNotes(notes.map(str::to_owned).collect())
        }
    };
    Some((id, Run { verdict, query: text("query_sha256").map(str::to_owned) }))
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
