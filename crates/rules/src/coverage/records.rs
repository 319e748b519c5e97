//! What hunts tell of rules: the lines of `lurcher hunt --record`, or its JSON.

use super::Availability;
use lurcher_types::time::parse_datetime;
use serde_json::Value;
use std::collections::BTreeMap;

/// The runs of each rule by its id in small letters, the oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records(BTreeMap<String, Vec<Run>>);

/// One run of a rule.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The clock that it ran with; empty where the record does not tell.
    pub at: String,
    /// `findings`, `quiet`, `not judged`, …
    pub verdict: String,
    /// None where nobody could judge it: then no number of rows says anything.
    pub rows: Option<u64>,
    /// Why it could not be judged.
    pub reasons: Vec<String>,
    /// The SHA-256 of the query that ran, where it is told.
    pub query_sha256: Option<String>,
    /// Whether the data that it ran over had what it needs, where it is told.
    pub availability: Option<Availability>,
}

/// The verdicts of `lurcher hunt` that say that a rule ran and could be judged.
const JUDGED: [&str; 3] = ["findings", "quiet", "overview"];

impl Run {
    pub fn is_judged(&self) -> bool {
        JUDGED.contains(&self.verdict.as_str())
    }
}

impl Records {
    /// Takes a file in. Files may come in any order: the newest run is the one with the latest clock, and of several with
    /// one clock the last that was read.
    pub fn read(&mut self, text: &str) -> Result<(), String> {
        let mut found = 0;
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let entry: Value = serde_json::from_str(line).map_err(|e| format!("line {number}: not JSON: {e}"))?;
            let entries = match entry.get("rules").and_then(Value::as_array) {
                Some(rules) => rules.as_slice(),
                None => std::slice::from_ref(&entry),
            };
            for (id, run) in entries.iter().filter_map(run) {
                self.0.entry(id.to_ascii_lowercase()).or_default().push(run);
                found += 1;
            }
        }
        self.0.values_mut().for_each(|runs| runs.sort_by_cached_key(|run| (parse_datetime(&run.at), run.at.clone())));
        match found {
            0 => Err("it tells the verdict of no rule, as `lurcher hunt --record` does".to_owned()),
            _ => Ok(()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The runs of a rule, the newest last.
    pub fn of(&self, id: &str) -> &[Run] {
        self.0.get(&id.to_ascii_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The rule and the run of an entry; nothing where the entry is about something else.
fn run(entry: &Value) -> Option<(&str, Run)> {
    // The JSON of a hunt has the line of the record within.
    let record = entry.get("run").filter(|r| r.is_object()).unwrap_or(entry);
    let text = |key: &str| record.get(key).or_else(|| entry.get(key)).and_then(Value::as_str);
    let id = text("rule").or_else(|| text("id"))?;
    // A hunt joins its reasons so; apart, each is told once, also where somebody else has found it too.
    let reasons = text("reason").into_iter().flat_map(|reason| reason.split("; ")).map(str::to_owned).collect();
    let mut run = Run {
        at: text("clock").unwrap_or_default().to_owned(),
        verdict: text("verdict")?.to_owned(),
        rows: None,
        reasons,
        query_sha256: text("query_sha256").map(str::to_ascii_lowercase),
        availability: record.get("availability").and_then(availability),
    };
    let rows = record.get("rows_out").or_else(|| entry.get("rows"));
    run.rows = rows.and_then(Value::as_u64).filter(|_| run.is_judged());
    Some((id, run))
}

fn availability(value: &Value) -> Option<Availability> {
    let reasons = value.get("reasons").and_then(Value::as_array).into_iter().flatten();
    let reasons = reasons.filter_map(Value::as_str).map(str::to_owned).collect();
    Availability::named(value.get("verdict")?.as_str()?, reasons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_in_the_order_of_their_clocks() {
        let mut records = Records::default();
        let later = r#"{"rule": "A", "clock": "2026-02-01T00:00:00Z", "verdict": "findings", "rows_out": 3}"#;
        let earlier =
            r#"{"rule": "a", "clock": "2026-01-01", "verdict": "not judged", "rows_out": 0, "reason": "b; c"}"#;
        records.read(&format!("{later}\n\n{earlier}\n{{\"kind\": \"run\"}}\n")).unwrap();
        let runs = records.of("a");
        assert_eq!((runs[0].rows, runs[1].rows), (None, Some(3)));
        assert_eq!(runs[0].reasons, ["b", "c"]);
        assert!(records.read("x").unwrap_err().contains("line 1"));
    }

    #[test]
    fn the_json_of_a_hunt_has_the_record_within() {
        let mut records = Records::default();
        let text = r#"{"rules": [{"id": "a", "verdict": "quiet", "rows": 9, "reason": null, "run": {"rule": "a",
            "clock": "2026-02-01", "rows_out": 0, "query_sha256": "AB", "availability": {"verdict": "degraded", "reasons": ["x"]}}}]}"#;
        records.read(&text.replace('\n', " ")).unwrap();
        let [run] = records.of("A") else { panic!("{records:?}") };
        assert_eq!((run.rows, run.query_sha256.as_deref(), run.at.as_str()), (Some(0), Some("ab"), "2026-02-01"));
        assert_eq!(run.availability, Some(Availability::Degraded(vec!["x".into()])));
    }
}
