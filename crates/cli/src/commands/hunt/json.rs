//! A hunt as one JSON object.

use super::Outcome;
use super::judge::Judged;
use crate::output::json::Answered;
use serde_json::{Value, json};

pub fn json(outcome: &Outcome, limit: Option<usize>) -> String {
    let rules: Vec<Value> = outcome.rules.iter().map(|r| rule(r, limit)).collect();
    let object = json!({
        "now": outcome.now,
        "summary": outcome.summary(),
        "seconds": outcome.time.as_secs_f64(),
        "problems": outcome.problems,
        "rules": rules,
    });
    format!("{object}\n")
}

fn rule(judged: &Judged, limit: Option<usize>) -> Value {
    let rule = &judged.rule;
    let reason = judged.verdict.reason();
    json!({
        "id": rule.id, "name": rule.name, "path": rule.path,
        "severity": rule.severity.map(|s| s.name()),
        "tactics": rule.tactics, "techniques": rule.techniques,
        "verdict": judged.verdict.name(),
        "reason": if reason.is_empty() { None } else { Some(reason) },
        "rows": judged.rows, "seconds": judged.time.as_secs_f64(), "notes": judged.notes,
        "answer": judged.answer.as_ref().map(|a| json!(Answered { answer: a, limit })),
    })
}
