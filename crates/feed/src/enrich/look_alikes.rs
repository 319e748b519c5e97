//! Harmless things that a query of this form finds too. Each is said for a reason that stands in the query.

use crate::facts::{Condition, ConditionKind, Facts};

/// A harmless thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    pub scenario: &'static str,
    /// What of the query makes it likely, as written there.
    pub because: String,
    /// How to tell it apart.
    pub check: String,
}

/// What is likely to be found beside what is looked for; empty where nothing in the query says so.
pub fn look_alikes(facts: &Facts) -> Vec<LookAlike> {
    let mut found = Vec::new();
    let mut add = |scenario, because: &str, check: String| {
        found.push(LookAlike { scenario, because: because.to_owned(), check });
    };
    for join in facts.joins.iter().filter(|j| j.kind.ends_with("anti")) {
        add(
            "Whoever is new is not yet known: a new supplier, a new tool, a new colleague",
            &format!("join kind={}{}", join.kind, on(&join.on)),
            "Ask whether anybody expected it, and whether it goes on being seen.".to_owned(),
        );
    }
    for threshold in facts.thresholds() {
        add(
            "What is busy by nature reaches a fixed number: newsletters, scheduled jobs, ticket systems",
            &threshold.text,
            "Compare with the usual volume of the same source before raising the number for all.".to_owned(),
        );
    }
    if let Some(words) = facts.conditions.iter().find(|c| is_about(c, ConditionKind::Words, DISPLAYED)) {
        add(
            "The real owner of a name or a word writes it too, and so do those who forward or answer",
            &words.text,
            check_sender(facts),
        );
    }
    if let Some(threats) = facts.conditions.iter().find(|c| c.columns.iter().any(|n| VERDICTS.contains(&n.as_str()))) {
        add(
            "The filter's own verdict may be wrong, or an exercise: phishing simulations, reports to the security team",
            &threats.text,
            "Look at the mail itself, and whether the verdict was changed later (EmailPostDeliveryEvents).".to_owned(),
        );
    }
    if facts.reads("EmailEvents") && !facts.names("EmailDirection") {
        add(
            "Mail among colleagues, and mail that goes out, counts as well",
            "EmailEvents without a condition on EmailDirection",
            "Look at EmailDirection of the mails that were found.".to_owned(),
        );
    }
    if facts.reads("UrlClickEvents") {
        add(
            "Scanners and previews follow links that nobody clicked",
            "UrlClickEvents",
            "Look at ActionType and at the time between delivery and click.".to_owned(),
        );
    }
    found
}

/// Columns whose words a sender chooses.
const DISPLAYED: &[&str] = &["SenderDisplayName", "Subject", "FileName", "Url"];
/// Columns that hold what a filter thought.
const VERDICTS: &[&str] = &["ThreatTypes", "DetectionMethods", "ConfidenceLevel"];

fn is_about(condition: &Condition, kind: ConditionKind, columns: &[&str]) -> bool {
    condition.kind == kind && condition.columns.iter().any(|c| columns.contains(&c.as_str()))
}

fn on(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!(" on {}", columns.join(", ")) }
}

/// Names only columns that are there.
fn check_sender(facts: &Facts) -> String {
    let known = ["SenderFromDomain", "SenderFromAddress", "SenderMailFromAddress", "UrlDomain", "SHA256"];
    let there: Vec<&str> = known.into_iter().filter(|c| facts.answers_with(c) || facts.names(c)).collect();
    match there.as_slice() {
        [] => "Look at who sent it, and whether the message was authenticated.".to_owned(),
        there => format!("Look at {}, and whether the message was authenticated.", super::listed(there)),
    }
}
