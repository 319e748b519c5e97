//! Findings as JSON, for scripts.

use super::finding::Finding;
use super::fix::place_of_fix;
use serde_json::{Value, json};

/// One finding; `path` is the file as the reader can open it.
pub fn json(finding: &Finding, path: &str) -> Value {
    json!({
        "code": finding.code,
        "name": finding.name,
        "severity": finding.level.name(),
        "rule": finding.rule,
        "path": path,
        "line": finding.place.map(|p| p.line),
        "column": finding.place.map(|p| p.column),
        "queryLine": finding.in_query.map(|p| p.line),
        "queryColumn": finding.in_query.map(|p| p.column),
        "message": finding.message,
        "help": finding.help,
        "fix": finding.fix.as_ref().map(|fix| json!({
            "bytesOfQuery": place_of_fix(fix), "text": fix.text, "safe": fix.is_safe,
        })),
    })
}
