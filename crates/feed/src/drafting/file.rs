//! A draft as a file: an overlay of its own, so that whoever adopts it copies keys from one file to the other.

use super::answer::{Proposal, Scenario};
use super::limits::MAX_SCENARIOS;
use lurcher_rules::{Drafted, NOBODY, Overlay, read_overlay};
use serde_json::Value;

/// Who drafted, when, and for which words of the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub model: String,
    /// Such as `2026-02-01`.
    pub date: String,
    pub of: String,
}

pub fn write(proposal: &Proposal, mark: &Mark) -> String {
    let (model, date) = (quoted(&mark.model), &mark.date);
    let keys = [("hypothesis", proposal.hypothesis.is_some()), ("exclusions", !proposal.scenarios.is_empty())];
    let keys: Vec<&str> = keys.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect();
    let mut out = format!(
        "# Drafted by a model, reviewed by nobody. What you adopt goes into the rule's own overlay, without `drafted`, with you as its\n\
         # owner; an exclusion is then switched on there.\n\
         drafted:\n  keys: [{}]\n  model: {model}\n  date: {date}\n  of: {}\n",
        keys.join(", "),
        mark.of
    );
    if let Some(hypothesis) = &proposal.hypothesis {
        out.push_str(&format!("hypothesis: {}\n", quoted(hypothesis)));
    }
    if !proposal.scenarios.is_empty() {
        out.push_str("exclusions:\n");
    }
    for (number, Scenario { scenario, reason, predicate, applies_to }) in (1..).zip(&proposal.scenarios) {
        let [scenario, reason, predicate, applies_to] =
            [scenario, reason, predicate, applies_to].map(|t| quoted(t.trim()));
        out.push_str(&format!(
            "- id: drafted-{number}\n  scenario: {scenario}\n  where: {predicate}\n  appliesTo: {applies_to}\n  owner: {NOBODY}\n  \
             reason: {reason}\n  created: {date}\n  enabled: false\n  drafted: {{model: {model}, date: {date}}}\n"
        ));
    }
    out
}

/// Reads such a file; `path` names it in what is wrong with it.
pub fn read(path: &str, text: &str) -> Result<(Overlay, Drafted), String> {
    let overlay = read_overlay(path, text)
        .map_err(|problems| problems.first().map_or_else(|| format!("{path}: cannot be read"), ToString::to_string))?;
    let Some(mark) = overlay.drafted.first().cloned() else {
        return Err(format!("{path}: does not say who drafted it"));
    };
    if overlay.exclusions.iter().any(|e| e.drafted.is_none()) || overlay.exclusions.len() > MAX_SCENARIOS {
        return Err(format!("{path}: is no file of drafts as Lurcher writes it"));
    }
    Ok((overlay, mark))
}

/// As YAML reads it back, whatever it holds: JSON's texts are YAML's too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
