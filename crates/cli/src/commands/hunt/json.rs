//! A hunt as one JSON object.

use super::Outcome;
use super::exclusions::exclusion;
use super::judge::Judged;
use super::record;
use crate::failure::Failure;
use crate::output::json::Answered;
use crate::output::writer;
use lurcher_rules::finding::{Entity, Finding};
use lurcher_types::time::format_datetime_wire;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;

/// Rows are written as they are read: those of all rules may be larger than the memory that a copy of them would take.
pub fn write(out: Option<&Path>, outcome: &Outcome, limit: Option<usize>) -> Result<(), Failure> {
    let mut out = writer(out)?;
    serde_json::to_writer(&mut out, &Whole { outcome, limit }).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

struct Whole<'a> {
    outcome: &'a Outcome,
    limit: Option<usize>,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Whole { outcome, limit } = *self;
        let about = json!({
            "now": outcome.now,
            "summary": outcome.summary(),
            "seconds": outcome.time.as_secs_f64(),
            "problems": outcome.problems,
            "from": outcome.range.from.map(format_datetime_wire), "to": outcome.range.to.map(format_datetime_wire),
            "exclusions": outcome.exclusions.name(),
            "ledger": outcome.ledger,
        });
        let ruled = |(number, judged)| Ruled { outcome, number, judged, limit };
        let rules: Vec<Ruled> = outcome.rules.iter().enumerate().map(ruled).collect();
        with_more(to, &about, "rules", &rules)
    }
}

struct Ruled<'a> {
    outcome: &'a Outcome,
    number: usize,
    judged: &'a Judged,
    limit: Option<usize>,
}

impl Serialize for Ruled<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Ruled { outcome, number, judged, limit } = *self;
        let answer = judged.answer.as_ref().map(|answer| Answered { answer, limit });
        with_more(to, &rule(outcome, number, judged), "answer", &answer)
    }
}

/// An object with one member more.
fn with_more<S: Serializer>(to: S, about: &Value, name: &str, more: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut object = to.serialize_map(None)?;
    for (key, value) in about.as_object().into_iter().flatten() {
        object.serialize_entry(key, value)?;
    }
    object.serialize_entry(name, more)?;
    object.end()
}

fn rule(outcome: &Outcome, number: usize, judged: &Judged) -> Value {
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
