//! The ledger of a hunt: how many rows each exclusion hid from each rule.

use super::{lines, number, text};
use crate::model::Hidden;
use serde_json::Value;
use std::collections::BTreeMap;

/// What was hidden, by the rule's id in lower case.
#[derive(Debug, Clone, Default)]
pub struct Ledger(BTreeMap<String, Vec<Hidden>>);

impl Ledger {
    /// Takes a file in. An exclusion that was not counted stays unknown.
    pub fn read(&mut self, ndjson: &str) -> Result<(), String> {
        for line in lines(ndjson)? {
            let said = (text(&line, &["rule"]), text(&line, &["exclusion"]), number(&line, &["rows_hidden"]));
            if let (Some(rule), Some(exclusion), Some(rows)) = said {
                let at = text(&line, &["clock"]).unwrap_or("an unknown day").to_owned();
                let findings = line.get("findings_hidden").and_then(Value::as_array).map(|f| f.len() as u64);
                let is_preview = text(&line, &["exclusions"]) == Some("preview");
                let hidden = Hidden { exclusion: exclusion.to_owned(), rows, findings, is_preview, at };
                self.0.entry(rule.to_ascii_lowercase()).or_default().push(hidden);
            }
        }
        self.0.values_mut().for_each(|all| all.sort_by(|a, b| a.at.cmp(&b.at)));
        Ok(())
    }

    pub fn of(&self, id: &str) -> Vec<Hidden> {
        self.0.get(&id.to_ascii_lowercase()).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_counted_is_not_known() {
        let mut ledger = Ledger::default();
        let line = |rows: &str| {
            format!(
                r#"{{"kind": "exclusion", "clock": "2026-01-01", "rule": "R", "exclusion": "e", "rows_hidden": {rows}, "findings_hidden": ["a", "b"], "exclusions": "preview"}}"#
            )
        };
        ledger.read(&line("null")).unwrap();
        assert!(ledger.of("r").is_empty());
        ledger.read(&line("7")).unwrap();
        let hidden = &ledger.of("r")[0];
        assert_eq!((hidden.rows, hidden.findings, hidden.is_preview), (7, Some(2), true));
    }
}
