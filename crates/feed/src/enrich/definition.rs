//! What a rule looks for, in one sentence for each thing that its query does.

use super::{duration, listed};
use crate::facts::{ConditionKind, Facts};

/// Sentences on the query, in a fixed order: what it reads, how far back, what it counts, what it compares with.
pub fn definition(facts: &Facts) -> Vec<String> {
    let mut said = Vec::new();
    let tables: Vec<&str> = facts.tables.iter().map(|t| t.name.as_str()).collect();
    match tables.as_slice() {
        [] => said.push("The query reads no table.".to_owned()),
        tables => said.push(format!("The query reads {}.", listed(tables))),
    }
    for window in facts.windows() {
        let sentence = match window.kind {
            ConditionKind::Window { ticks_back: Some(back) } => {
                format!("Time: {}, which is {} before the clock.", window.text, duration(back))
            }
            _ => format!("Time: {}.", window.text),
        };
        // Both sides of a join often have the same window.
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    let thresholds: Vec<&str> = facts.thresholds().map(|t| t.text.as_str()).collect();
    if !thresholds.is_empty() {
        said.push(format!("Thresholds on what it computes: {}.", listed(&thresholds)));
    }
    for join in &facts.joins {
        let on = if join.on.is_empty() { String::new() } else { format!(" on {}", listed(&join.on)) };
        said.push(format!("A join ({}) holds two sets of rows against each other{on}.", join.kind));
    }
    let columns: Vec<&str> = facts.answers.iter().map(|(name, _)| name.as_str()).collect();
    if !columns.is_empty() {
        said.push(format!("It answers with {}.", listed(&columns)));
    }
    said
}
