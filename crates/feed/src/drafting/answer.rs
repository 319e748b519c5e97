//! The model's words as the JSON that was asked for, and as nothing else.

use super::Dropped;
use super::limits::MAX_SCENARIOS;
use lurcher_types::is_harmful;
use serde::Deserialize;
use serde_json::Value;

/// What a model proposes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    #[serde(default)]
    pub hypothesis: Option<String>,
    #[serde(default)]
    pub scenarios: Vec<Scenario>,
}

/// Something harmless, and the predicate that hides it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub scenario: String,
    pub reason: String,
    #[serde(rename = "where")]
    pub predicate: String,
    #[serde(rename = "appliesTo")]
    pub applies_to: String,
}

/// Reads it. An object with other keys or types is refused as a whole; a scenario that is empty, or one too many, alone.
pub fn answer(text: &str) -> Result<(Proposal, Vec<Dropped>), String> {
    let text = without_fence(text.trim());
    let refused = |why: &str| format!("the model's answer is not the JSON that was asked for: {why}");
    let mut proposal: Proposal = serde_json::from_str(text).map_err(|e| refused(&e.to_string()))?;
    if !is_of_objects(text) {
        return Err(refused("a list stands where an object must"));
    }
    let mut dropped = Vec::new();
    proposal.hypothesis = proposal.hypothesis.map(|h| h.trim().to_owned()).filter(|h| !h.is_empty());
    if let Some(why) = proposal.hypothesis.as_deref().and_then(unseen) {
        dropped.push(Dropped { what: "hypothesis".to_owned(), why });
        proposal.hypothesis = None;
    }
    let mut scenarios = Vec::new();
    for (number, scenario) in (1..).zip(std::mem::take(&mut proposal.scenarios)) {
        let texts = [&scenario.scenario, &scenario.reason, &scenario.predicate, &scenario.applies_to];
        let why = match texts.iter().find_map(|text| unseen(text)) {
            _ if number > MAX_SCENARIOS => Some(format!("more than {MAX_SCENARIOS} scenarios (MAX_SCENARIOS)")),
            Some(why) => Some(why),
            None if texts.iter().any(|text| text.trim().is_empty()) => Some("a part of it is empty".to_owned()),
            None => None,
        };
        match why {
            Some(why) => dropped.push(Dropped { what: format!("scenario {number}"), why }),
            None => scenarios.push(scenario),
        }
    }
    proposal.scenarios = scenarios;
    // One reason is enough for whatever is too much.
    dropped.dedup_by(|a, b| a.why == b.why && a.why.contains("MAX_SCENARIOS"));
    Ok((proposal, dropped))
}

/// A list of the right length would be read as an object, too.
fn is_of_objects(text: &str) -> bool {
    let Ok(Value::Object(members)) = serde_json::from_str(text) else { return false };
    let scenarios = members.get("scenarios").and_then(Value::as_array);
    scenarios.is_none_or(|scenarios| scenarios.iter().all(Value::is_object))
}

/// Many models put a fence around JSON, however they are asked.
fn without_fence(text: &str) -> &str {
    let inner = text.strip_prefix("```json").or_else(|| text.strip_prefix("```"));
    inner.and_then(|inner| inner.strip_suffix("```")).map_or(text, str::trim)
}

fn unseen(text: &str) -> Option<String> {
    let c = text.chars().find(|c| is_harmful(*c))?;
    Some(format!("it holds a character that nobody can see: {}", c.escape_unicode()))
}
