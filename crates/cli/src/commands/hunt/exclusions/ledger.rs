//! The ledger of a hunt: for every rule each exclusion that concerns it, and every finding that is hidden, whole; at its end
//! the sums that the summary says.

use super::{HiddenFinding, Standing};
use crate::commands::hunt::Outcome;
use crate::commands::hunt::json::finding;
use crate::commands::hunt::judge::Judged;
use crate::failure::Failure;
use crate::output::json::Cell;
use crate::output::writer;
use lurcher_rules::AppliesTo;
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;

/// One JSON object a line.
pub fn write(path: &Path, outcome: &Outcome) -> Result<(), Failure> {
    let mut out = writer(Some(path))?;
    for judged in &outcome.rules {
        for standing in &judged.standings {
            writeln!(out, "{}", exclusion(outcome, judged, standing))?;
        }
        let effects = &judged.effects;
        for hidden in &effects.hidden {
            writeln!(out, "{}", hidden_finding(outcome, judged, hidden))?;
        }
        if !(effects.changed.is_empty() && effects.appeared.is_empty()) {
            let line = json!({
                "kind": "rule", "clock": outcome.now, "rule": judged.rule.id,
                "findings_with_other_rows": effects.changed, "findings_only_because_of_it": effects.appeared,
            });
            writeln!(out, "{line}")?;
        }
    }
    let line = json!({
        "kind": "hunt", "clock": outcome.now,
        "rows_hidden": outcome.rows_hidden(), "findings_hidden": outcome.findings_hidden(),
    });
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

pub fn exclusion(outcome: &Outcome, judged: &Judged, standing: &Standing) -> Value {
    let e = &standing.exclusion;
    let effect = judged.effects.each.iter().find(|f| f.exclusion.id == e.id && f.exclusion.path == e.path);
    json!({
        "kind": "exclusion", "clock": outcome.now, "exclusions": outcome.exclusions.name(),
        "rule": judged.rule.id, "rule_name": judged.rule.name,
        "exclusion": e.id, "path": e.path, "line": e.place.line, "column": e.place.column,
        "state": standing.state.name(), "scenario": e.scenario, "where": e.predicate.text,
        "applies_to": match &e.applies_to { AppliesTo::Table(name) => name, AppliesTo::Result => "result" },
        "owner": e.owner, "reason": e.reason, "ticket": e.ticket,
        "created": e.created.text, "expires": e.expires.as_ref().map(|d| &d.text),
        "rows_hidden": effect.map(|f| f.rows), "findings_hidden": effect.map(|f| &f.findings),
    })
}

fn hidden_finding(outcome: &Outcome, judged: &Judged, hidden: &HiddenFinding) -> Value {
    let row = |row: &Vec<lurcher_types::Value>| {
        let cells = hidden.columns.iter().zip(row);
        let cells = cells.map(|(c, v)| (c.name.clone(), serde_json::to_value(Cell(v)).unwrap_or_default()));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    json!({
        "kind": "finding", "clock": outcome.now, "rule": judged.rule.id, "exclusions": hidden.because,
        "finding": finding(&hidden.finding), "rows": hidden.rows.iter().map(row).collect::<Vec<_>>(),
    })
}
