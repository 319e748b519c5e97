//! Findings that are known already, and the versions that rules had: what `--baseline` reads.

use super::finding::Finding;
use super::subject::Before;
use crate::{Pack, Rule};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How often each finding is known. A finding is known by its check, rule, file and line's text, so that lines may move.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Baseline {
    known: BTreeMap<[String; 4], usize>,
    pub before: Vec<Before>,
}

impl Baseline {
    pub fn of(findings: &[Finding], packs: &[Pack]) -> Baseline {
        let mut known = BTreeMap::new();
        for finding in findings {
            *known.entry(key(finding)).or_default() += 1;
        }
        Baseline { known, before: packs.iter().flat_map(|pack| &pack.rules).map(before).collect() }
    }

    /// Keeps the findings that are not known.
    pub fn new_ones(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut left = self.known.clone();
        let is_new = |finding: &Finding| match left.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        findings.into_iter().filter(is_new).collect()
    }

    pub fn to_json(&self) -> Value {
        let known = self.known.iter().map(|([code, rule, path, line], count)| {
            json!({"code": code, "rule": rule, "path": path, "line": line, "count": count})
        });
        let rules = self.before.iter().map(|b| json!({"id": b.id, "version": b.version, "query": b.query}));
        json!({"lurcherLintBaseline": 1, "findings": known.collect::<Vec<_>>(), "rules": rules.collect::<Vec<_>>()})
    }

    /// # Errors
    /// If it is no baseline.
    pub fn from_json(text: &str) -> Result<Baseline, String> {
        let file: Value = serde_json::from_str(text).map_err(|e| format!("it is no JSON: {e}"))?;
        if file.get("lurcherLintBaseline").and_then(Value::as_u64) != Some(1) {
            return Err("it is no baseline of `lurcher lint`".into());
        }
        let items = |name: &str| file.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        let mut baseline = Baseline::default();
        for item in items("findings") {
            let part = |name: &str| text(&item, name).ok_or(format!("a finding has no `{name}`"));
            let count = item.get("count").and_then(Value::as_u64).ok_or("a finding has no `count`")?;
            let key = [part("code")?, part("rule")?, part("path")?, part("line")?];
            baseline.known.insert(key, usize::try_from(count).unwrap_or(usize::MAX));
        }
        for item in items("rules") {
            let part = |name: &str| text(&item, name).ok_or(format!("a rule has no `{name}`"));
            baseline.before.push(Before { id: part("id")?, version: text(&item, "version"), query: part("query")? });
        }
        Ok(baseline)
    }
}

fn key(finding: &Finding) -> [String; 4] {
    let line = finding.line.as_deref().unwrap_or_default().trim().to_owned();
    [finding.code.to_owned(), finding.rule.clone(), finding.path.clone(), line]
}

/// What a rule is now, to be compared with later.
pub fn before(rule: &Rule) -> Before {
    Before { id: rule.id.clone(), version: rule.version.clone(), query: fingerprint(&rule.query) }
}

/// A number for a query's text, the same wherever it is made (FNV-1a); white space at line ends does not count.
pub fn fingerprint(query: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for line in query.trim().lines() {
        for byte in line.trim_end().bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
