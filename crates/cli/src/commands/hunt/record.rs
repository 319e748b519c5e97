//! The record of a hunt: for each rule what ran, over which data, and what came of it.

use super::Outcome;
use super::availability::of_run;
use super::exclusions::Effects;
use super::judge::Judged;
use crate::failure::Failure;
use crate::output::writer;
use lurcher_rules::finding::sha256;
use lurcher_types::time::{format_datetime_wire, format_timespan};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;

/// One JSON object a line.
pub fn write(path: &Path, outcome: &Outcome) -> Result<(), Failure> {
    let mut out = writer(Some(path))?;
    for (number, judged) in outcome.rules.iter().enumerate() {
        writeln!(out, "{}", line(outcome, number, judged))?;
    }
    Ok(out.flush()?)
}

/// The line of a rule, by its place among the rules of the hunt.
pub fn line(outcome: &Outcome, number: usize, judged: &Judged) -> Value {
    let available = outcome.survey.rules.get(number).map(|(_, availability)| of_run(availability));
    let rule = &judged.rule;
    let (tables, data) = outcome.data.json(&judged.tables);
    let (shortest, longest) = judged.windows;
    let reason = judged.verdict.reason();
    let parameters: Map<String, Value> =
        judged.chosen.iter().map(|c| (c.name.clone(), Value::from(c.text.as_str()))).collect();
    json!({
        "rule": rule.id, "name": rule.name, "path": rule.path, "version": rule.version,
        "query_sha256": sha256(rule.query.as_bytes()), "overlay_sha256": rule.overlay.sha256,
        "clock": outcome.now, "as_of": outcome.as_of,
        "from": outcome.range.from.map(format_datetime_wire), "to": outcome.range.to.map(format_datetime_wire),
        "window": {"shortest": format_timespan(shortest), "longest": format_timespan(longest)},
        "parameters": parameters,
        "data_sha256": data, "tables": tables, "rows_in": outcome.data.rows(&judged.tables), "rows_out": judged.rows,
        "availability": available,
        "verdict": judged.verdict.name(), "reason": (!reason.is_empty()).then_some(reason),
        "seconds": judged.time.as_secs_f64(),
        "findings": judged.findings.iter().map(|f| &f.id).collect::<Vec<_>>(),
        "exclusions": exclusions(&judged.effects),
    })
}

fn exclusions(effects: &Effects) -> Vec<Value> {
    let each = effects.each.iter();
    let one = each.map(
        |e| json!({"exclusion": e.exclusion.id, "path": e.exclusion.path, "rows": e.rows, "findings": e.findings}),
    );
    one.collect()
}
