//! Findings as SARIF 2.1.0, which code hosts and editors read.

use super::checks::CHECKS;
use super::finding::Finding;
use serde_json::{Value, json};

/// The published schema of the format.
pub const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A log with one run; each finding with its file as a relative address.
pub fn log(findings: &[(&Finding, String)], version: &str) -> Value {
    let rules = CHECKS.iter().map(|check| {
        json!({
            "id": check.code,
            "name": check.name,
            "shortDescription": {"text": check.finds},
            "fullDescription": {"text": check.why},
            "help": {"text": check.remedy},
            "defaultConfiguration": {"level": check.level.name()},
        })
    });
    let results: Vec<Value> = findings.iter().map(|(finding, path)| result(finding, path)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "lurcher lint", "version": version, "rules": rules.collect::<Vec<_>>()}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(finding: &Finding, path: &str) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{} ({help})", finding.message),
        None => finding.message.clone(),
    };
    let mut location = json!({"artifactLocation": {"uri": address(path)}});
    if let (Some(place), Value::Object(members)) = (finding.place, &mut location) {
        let mut region = json!({"startLine": place.line, "startColumn": place.column});
        // The width is that of the query's line, which is the file's only where no place in the query is told.
        if let (None, Value::Object(region)) = (finding.in_query, &mut region) {
            region.insert("endColumn".into(), json!(place.column + finding.width));
        }
        members.insert("region".into(), region);
    }
    let index = CHECKS.iter().position(|check| check.code == finding.code);
    json!({
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.level.name(),
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"lurcherLint/v1": fingerprint(finding)},
    })
}

/// The same finding has it in every run, also when lines have moved.
fn fingerprint(finding: &Finding) -> String {
    let line = finding.line.as_deref().unwrap_or_default().trim();
    super::baseline::fingerprint(&[finding.code, &finding.rule, &finding.path, line].join("\n"))
}

/// A path as a URI reference.
fn address(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
