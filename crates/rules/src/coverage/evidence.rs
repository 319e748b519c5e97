//! What tests and hunts tell of rules, as they end or from the files that were kept of them.

use super::{Data, Ran, RuleState, Tests};
use crate::Rule;
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
    verdicts: BTreeMap<String, Verdict>,
}

/// What the newest hunt says of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It ran over all its data.
    Judged,
    /// It ran and found something, with notes that may tell of missing data.
    WithNotes(Vec<String>),
    /// It ran, and something of its data was missing.
    Degraded(Vec<String>),
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

    /// Reads what `lurcher hunt --format json` or its record of runs tells; later lines stand before earlier ones.
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
            for (id, verdict) in entries.iter().filter_map(verdict) {
                self.verdicts.insert(id.to_ascii_lowercase(), verdict);
                found += 1;
            }
        }
        match found {
            0 => Err("it tells the verdict of no rule, as `lurcher hunt --format json` does".to_owned()),
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
        let (data, ran, why) = match self.verdicts.get(&id) {
            Some(Verdict::Judged) => (Data::Full, Ran::Yes, Vec::new()),
            Some(Verdict::WithNotes(why)) => (Data::Unknown, Ran::Yes, why.clone()),
            Some(Verdict::Degraded(why)) => (Data::Degraded, Ran::Yes, why.clone()),
            Some(Verdict::NotJudged(why)) => (Data::Unknown, Ran::No, why.clone()),
            // A record that does not name the rule says that it did not run.
            None if !self.verdicts.is_empty() => (Data::Unknown, Ran::No, Vec::new()),
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

/// The rule and the verdict of a line; nothing where the line is about something else.
fn verdict(entry: &Value) -> Option<(&str, Verdict)> {
    let text = |pointer: &str| entry.pointer(pointer).and_then(Value::as_str);
    let id = text("/rule/id").or_else(|| text("/rule")).or_else(|| text("/id"))?;
    let verdict = text("/verdict")?;
    let texts = |pointer: &str| match entry.pointer(pointer) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) if !text.is_empty() => vec![text.clone()],
        _ => Vec::new(),
    };
    // A hunt joins its reasons so; apart, each is told once, also where somebody else has found it too.
    let reason = text("/reason").into_iter().flat_map(|reason| reason.split("; ")).map(str::to_owned).collect();
    let why: Vec<String> = [reason, texts("/reasons")].concat();
    let available = text("/availability/verdict").or_else(|| text("/availability"));
    let verdict = match (JUDGED.contains(&verdict), available) {
        (false, _) => Verdict::NotJudged(why),
        (true, Some("full")) => Verdict::Judged,
        (true, Some(_)) => Verdict::Degraded([why, texts("/availability/reasons")].concat()),
        // A quiet rule is one whose data were all there: otherwise it could not be judged.
        (true, None) if verdict == "quiet" || texts("/notes").is_empty() => Verdict::Judged,
        (true, None) => Verdict::WithNotes(texts("/notes")),
    };
    Some((id, verdict))
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
