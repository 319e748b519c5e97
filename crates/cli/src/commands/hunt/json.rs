//! A hunt as one JSON object.

use super::Outcome;
use super::exclusions::exclusion;
use super::judge::Judged;
use super::record;
use crate::output::json::Answered;
use lurcher_rules::finding::{Entity, Finding};
use lurcher_types::time::format_datetime_wire;
use serde_json::{Map, Value, json};

pub fn json(outcome: &Outcome, limit: Option<usize>) -> String {
    let rules: Vec<Value> =
        outcome.rules.iter().enumerate().map(|(number, r)| rule(outcome, number, r, limit)).collect();
    let object = json!({
        "now": outcome.now,
        "summary": outcome.summary(),
        "seconds": outcome.time.as_secs_f64(),
        "problems": outcome.problems,
        "from": outcome.range.from.map(format_datetime_wire), "to": outcome.range.to.map(format_datetime_wire),
        "exclusions": outcome.exclusions.name(),
        "ledger": outcome.ledger,
        "rules": rules,
    });
    format!("{object}\n")
}

fn rule(outcome: &Outcome, number: usize, judged: &Judged, limit: Option<usize>) -> Value {
    let rule = &judged.rule;
    let reason = judged.verdict.reason();
    json!({
        "id": rule.id, "name": rule.name, "path": rule.path,
        "severity": rule.severity().map(|s| s.name()),
        "tactics": rule.tactics(), "techniques": rule.techniques(),
        "verdict": judged.verdict.name(),
        "reason": if reason.is_empty() { None } else { Some(reason) },
        "run": record::line(outcome, number, judged),
        "findings": judged.findings.iter().map(finding).collect::<Vec<_>>(),
        "exclusions": judged.standings.iter().map(|s| exclusion(outcome, judged, s)).collect::<Vec<_>>(),
        "findings_hidden": judged.effects.hidden.iter().map(|h| &h.finding.id).collect::<Vec<_>>(),
        "rows": judged.rows, "seconds": judged.time.as_secs_f64(), "notes": judged.notes,
        "answer": judged.answer.as_ref().map(|a| json!(Answered { answer: a, limit })),
    })
}

/// A finding without its rows, which stand in the answer.
pub fn finding(finding: &Finding) -> Value {
    json!({
        "id": finding.id, "table": finding.table, "rows": finding.rows,
        "entities": finding.entities.iter().map(entity).collect::<Vec<_>>(),
        "entities_left_out": finding.entities_left_out,
    })
}

fn entity(entity: &Entity) -> Value {
    let mut object = Map::new();
    object.insert("type".into(), json!(entity.kind));
    let fields = entity.fields.iter();
    object.extend(fields.map(|f| (f.identifier.clone(), json!(f.value))));
    Value::Object(object)
}
