//! The records of `lurcher hunt --record`: one object a line for each rule and run.

use super::{lines, number, text, texts};
use crate::model::Hunted;
use serde_json::Value;
use std::collections::BTreeMap;

/// What each run found, by the rule's id in lower case.
#[derive(Debug, Clone, Default)]
pub struct Records(BTreeMap<String, Vec<Hunted>>);

impl Records {
    /// Takes a file in. Lines that are not about a rule's run are left alone.
    pub fn read(&mut self, ndjson: &str) -> Result<(), String> {
        for line in lines(ndjson)? {
            let rule = text(&line, &["rule", "rule_id", "id"]);
            if let (Some(rule), Some(run)) = (rule, hunted(&line)) {
                self.0.entry(rule.to_ascii_lowercase()).or_default().push(run);
            }
        }
        // Files may be handed in, in any order; moments of one spelling sort as texts.
        self.0.values_mut().for_each(|runs| runs.sort_by(|a, b| a.at.cmp(&b.at)));
        Ok(())
    }

    pub fn of(&self, id: &str) -> Vec<Hunted> {
        self.0.get(&id.to_ascii_lowercase()).cloned().unwrap_or_default()
    }
}

fn hunted(line: &Value) -> Option<Hunted> {
    let verdict = text(line, &["verdict"])?.to_owned();
    let at = text(line, &["clock", "now", "at"])?.to_owned();
    // Of a rule that nobody could judge, no number of rows says anything.
    let judged = !matches!(verdict.as_str(), "not judged" | "broken");
    let rows = number(line, &["rows_out", "rows"]).filter(|_| judged);
    let reason = text(line, &["reason"]).map(str::to_owned);
    let reasons = texts(line, "reasons").into_iter().chain(reason).collect();
    let query_sha256 = text(line, &["query_sha256"]).map(str::to_ascii_lowercase);
    Some(Hunted { at, verdict, rows, reasons, query_sha256 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_in_the_order_of_their_clocks() {
        let mut records = Records::default();
        let later =
            r#"{"kind": "rule", "rule": "A", "clock": "2026-02-01T00:00:00Z", "verdict": "findings", "rows_out": 3}"#;
        let earlier = r#"{"rule": "a", "clock": "2026-01-01T00:00:00Z", "verdict": "not judged", "rows_out": 0, "reason": "no data"}"#;
        records.read(&format!("{later}\n\n{earlier}\n{{\"kind\": \"run\"}}\n")).unwrap();
        let runs = records.of("a");
        assert_eq!((runs[0].rows, runs[1].rows), (None, Some(3)));
        assert_eq!(runs[0].reasons, ["no data"]);
        assert!(records.read("x").unwrap_err().contains("line 1"));
    }
}
