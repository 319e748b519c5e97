//! What a hunt supposes, where its author does not say.

use super::{duration, listed, spaced};
use crate::Entry;

/// One paragraph: what an adversary would do, where it would show, and what the hunt then finds.
pub fn hypothesis(entry: &Entry) -> String {
    let rule = &entry.rule;
    let techniques: Vec<String> = entry
        .techniques
        .iter()
        .map(|t| t.name.as_ref().map_or_else(|| t.id.clone(), |name| format!("{name} ({})", t.id)))
        .collect();
    let tactics: Vec<String> = rule.tactics().iter().map(|t| spaced(t)).collect();
    let supposed = match (techniques.as_slice(), tactics.as_slice()) {
        ([], []) => "If what this rule describes has happened".to_owned(),
        ([], tactics) => format!("If an adversary has been at work on {}", listed(tactics)),
        (techniques, []) => format!("If an adversary has used {}", listed(techniques)),
        (techniques, tactics) => format!("If an adversary has used {} for {}", listed(techniques), listed(tactics)),
    };
    let tables = entry.tables();
    let shown = match tables.as_slice() {
        [] => "the data will show it".to_owned(),
        tables => format!("{} will show it", listed(tables)),
    };
    let window = entry.facts.as_ref().ok().and_then(|f| f.longest_window());
    let back = window.map(|w| format!(" within the last {}", last(w))).unwrap_or_default();
    let name = rule.name.trim().trim_end_matches('.');
    let answer = match &entry.facts {
        Ok(facts) if !facts.answers.is_empty() => {
            let columns: Vec<&str> = facts.answers.iter().map(|(name, _)| name.as_str()).take(5).collect();
            let more = if facts.answers.len() > columns.len() { " and more" } else { "" };
            format!(" Each row of the answer is a case to look at: {}{more}.", columns.join(", "))
        }
        _ => String::new(),
    };
    format!("{supposed}, {shown}{back} as this rule describes it: {name}.{answer}")
}

/// `day`, `7 days`: what stands behind "the last".
fn last(ticks: i64) -> String {
    let back = duration(ticks);
    match back.strip_prefix("1 ") {
        Some(unit) => unit.to_owned(),
        None => back,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_of_a_unit_is_the_last_unit() {
        const DAY: i64 = 864_000_000_000;
        assert_eq!([1, 7].map(|days| super::last(days * DAY)), ["day", "7 days"]);
    }
}
