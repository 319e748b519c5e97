//! The report of `lurcher test --format json`.

use super::{number, text, texts};
use crate::model::{Strength, TestOutcome, Tested, Tests};
use lurcher_rules::Rule;
use serde_json::Value;
use std::collections::BTreeMap;

/// How the tests of each rule ended, by the rule's id in lower case.
#[derive(Debug, Clone, Default)]
pub struct Reports(BTreeMap<String, Tested>);

impl Reports {
    /// Takes a report in. Of two that know a rule the later one holds, unless it passes what the other fails.
    pub fn read(&mut self, json: &str) -> Result<(), String> {
        let report: Value = serde_json::from_str(json).map_err(|e| format!("no JSON: {e}"))?;
        let rules = report.get("rules").and_then(Value::as_array);
        for rule in rules.ok_or("no report of `lurcher test --format json`: it has no list of `rules`")? {
            let id = text(rule, &["id"]).ok_or("a rule of the report has no `id`")?;
            let (id, tested) = (id.to_ascii_lowercase(), tested(rule)?);
            let is_worse = |t: &Tested| t.fails() && !tested.fails();
            if !self.0.get(&id).is_some_and(is_worse) {
                self.0.insert(id, tested);
            }
        }
        Ok(())
    }

    /// What is known of a rule's tests. A test that the report does not have did not run.
    pub fn of(&self, rule: &Rule) -> Tests {
        let written = &rule.overlay.tests;
        let known = self.0.get(&rule.id.to_ascii_lowercase()).filter(|t| !t.outcomes.is_empty());
        match known {
            _ if written.is_empty() => Tests::None,
            None => Tests::Unknown { written: written.len() },
            Some(tested) => {
                let ran = |name: &str| tested.outcomes.iter().any(|t| t.name == name);
                let not_run = written.iter().filter(|t| !ran(&t.name)).count();
                Tests::Ran(Tested { not_run, ..tested.clone() })
            }
        }
    }
}

fn tested(rule: &Value) -> Result<Tested, String> {
    let mut outcomes = Vec::new();
    for test in rule.get("tests").and_then(Value::as_array).into_iter().flatten() {
        let name = text(test, &["name"]).ok_or("a test of the report has no `name`")?;
        let outcome = text(test, &["outcome"]).ok_or("a test of the report has no `outcome`")?;
        let passed = outcome == "passed";
        let said = text(test, &["error"]).map(str::to_owned).or_else(|| {
            let differences = texts(test, "differences");
            (!differences.is_empty()).then(|| differences.join("\n"))
        });
        let message = if passed { None } else { said.or_else(|| Some(outcome.to_owned())) };
        outcomes.push(TestOutcome { name: name.to_owned(), passed, message });
    }
    for hidden in rule.get("hiddenByExclusions").and_then(Value::as_array).into_iter().flatten() {
        let by = texts(hidden, "exclusions").join(", ");
        let why = text(hidden, &["error"]).map_or_else(|| format!("hidden by the exclusions: {by}"), str::to_owned);
        let name = format!("{} (with exclusions)", text(hidden, &["test"]).unwrap_or("a test"));
        outcomes.push(TestOutcome { name, passed: false, message: Some(why) });
    }
    let strength = match (number(rule, &["noticed"]), number(rule, &["mutants"])) {
        (Some(noticed), Some(changed)) => Some(Strength { noticed, changed, unnoticed: unnoticed(rule) }),
        _ => None,
    };
    Ok(Tested { outcomes, strength, not_run: 0 })
}

fn unnoticed(rule: &Value) -> Vec<String> {
    let mutants = rule.get("unnoticed").and_then(Value::as_array).into_iter().flatten();
    let words = |m: &Value| Some(format!("{}: {}", text(m, &["change"])?, text(m, &["predicate"])?));
    mutants.filter_map(words).collect()
}

impl Tested {
    fn fails(&self) -> bool {
        self.outcomes.iter().any(|t| !t.passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> Rule {
        let overlay = "tests:\n- {name: a, expect: {hit: true}}\n- {name: b, expect: {hit: false}}\n";
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("r.kql"), "T").unwrap();
        std::fs::write(folder.path().join("r.lurcher.yaml"), overlay).unwrap();
        lurcher_rules::load_pack(folder.path()).rules.remove(0)
    }

    fn of(tests: &str) -> String {
        format!(r#"{{"rules": [{{"id": "R", "tests": [{tests}]}}]}}"#)
    }

    const A: &str = r#"{"name": "a", "outcome": "passed"}"#;

    #[test]
    fn what_a_report_lacks_did_not_run() {
        let mut reports = Reports::default();
        assert_eq!(reports.of(&rule()), Tests::Unknown { written: 2 });
        reports.read(&of(A)).unwrap();
        let Tests::Ran(ran) = reports.of(&rule()) else { panic!() };
        assert_eq!((ran.outcomes.len(), ran.not_run), (1, 1));
        let mut untested = rule();
        untested.overlay.tests.clear();
        assert_eq!(reports.of(&untested), Tests::None);
    }

    #[test]
    fn a_failure_is_not_forgotten() {
        let mut reports = Reports::default();
        reports.read(&of(&A.replace("passed", "failed"))).unwrap();
        reports.read(&of(A)).unwrap();
        let Tests::Ran(ran) = reports.of(&rule()) else { panic!() };
        assert!(ran.fails());
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for bad in ["", "[]", "{}", r#"{"rules": [{}]}"#, r#"{"rules": [{"id": "r", "tests": [{"name": "x"}]}]}"#] {
            assert!(Reports::default().read(bad).is_err(), "{bad}");
        }
    }
}
