//! `--availability`: which tables and columns each rule needs, and which of them the data have and fill.

use super::judge::Judge;
use super::plan::Plan;
use super::survey::{Survey, Surveyor};
use crate::output::terminal::{Style, pad, printable};
use lurcher_rules::coverage::{Availability, Needs};
use lurcher_syntax::Diagnostic;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Binds every rule, runs none, and counts what fills the columns that they need.
pub async fn take(plan: &Plan, judge: &Judge<'_>) -> Result<Survey, Diagnostic> {
    let rules = plan.rules.iter().map(|planned| (&planned.rule, judge.request(planned))).collect();
    Surveyor { opened: judge.opened, moment: judge.moment, range: judge.range }.survey(rules).await
}

/// 0 where every rule has all it needs, 2 where one is broken, else 3.
pub fn exit_code(survey: &Survey) -> u8 {
    let any = |wanted: fn(&Availability) -> bool| survey.rules.iter().any(|(_, a)| wanted(a));
    if any(|a| matches!(a, Availability::Broken(_))) {
        2
    } else if any(|a| *a != Availability::Full) {
        3
    } else {
        0
    }
}

pub fn text(plan: &Plan, survey: &Survey, style: Style) -> String {
    let mut out = format!("{}\n", style.bold("availability  rule"));
    for (planned, (_, availability)) in plan.rules.iter().zip(&survey.rules) {
        let word = pad(availability.name(), 12, false);
        let word = match availability {
            Availability::Full => style.green(&word),
            Availability::Degraded(_) => style.yellow(&word),
            _ => style.red(&word),
        };
        out.push_str(&format!("{word}  {}\n", printable(&planned.rule.name)));
        for reason in availability.reasons() {
            out.push_str(&format!("{}{}\n", " ".repeat(14), printable(&reason)));
        }
    }
    out
}

pub fn json(plan: &Plan, survey: &Survey) -> String {
    let rules = plan.rules.iter().zip(&survey.rules).map(|(planned, (needs, availability))| {
        let rule = &planned.rule;
        json!({
            "rule": rule.id, "name": rule.name, "path": rule.path,
            "availability": availability.name(), "reasons": availability.reasons(), "tables": tables(survey, needs),
        })
    });
    format!("{}\n", json!({"rules": rules.collect::<Vec<_>>()}))
}

/// As the record of a run tells it.
pub fn of_run(availability: &Availability) -> Value {
    json!({"verdict": availability.name(), "reasons": availability.reasons()})
}

fn tables(survey: &Survey, needs: &Needs) -> Vec<Value> {
    let data = &survey.inventory;
    let table = |(name, columns): (&String, &BTreeSet<String>)| {
        let columns = columns.iter().map(|c| {
            let filled = data.rows_filled(name, c);
            json!({"name": c, "present": filled.is_some(), "rows_filled": filled})
        });
        json!({"table": name, "rows": data.rows(name), "columns": columns.collect::<Vec<_>>()})
    };
    needs.iter().map(table).collect()
}
