//! Defender's custom detections, as its API gives them: `queryCondition`, `schedule`, `detectionAction`.

use crate::attack::Attack;
use crate::node::Node;
use crate::reading::Reading;
use crate::rule::{EntityMapping, FieldMapping, Rule, Severity, Trigger, TriggerOperator};
use crate::{Interval, Problem, ProblemCode, attack_doubts, shape};

pub fn is_one(document: &Node) -> bool {
    document.get("queryCondition").is_some()
}

/// The rule, with warnings; or why it is refused.
pub fn read(path: &str, document: &Node) -> Result<(Rule, Vec<Problem>), Vec<Problem>> {
    let problem =
        |node: &Node, code, message: String| Problem { path: path.to_owned(), place: Some(node.place), code, message };
    let problems = shape::check(path, document, &shape::CUSTOM_DETECTION);
    if !problems.is_empty() {
        return Err(problems);
    }
    let file = Reading(document);
    let condition = file.record("queryCondition").unwrap_or(file);
    let query = condition.get("queryText").and_then(Node::embedded);
    let query = query.ok_or_else(|| vec![problem(document, ProblemCode::Missing, "`queryText` is no text".into())])?;
    let alert = file.record("detectionAction").and_then(|a| a.record("alertTemplate"));
    let text = |key: &str| alert.and_then(|a| a.text(key));
    let period = file.record("schedule").and_then(|s| s.text("period"));
    let mut warnings = Vec::new();
    let id = file.text("id").or_else(|| file.text("detectorId")).unwrap_or_else(|| {
        let message = "the rule has no `id`; its path stands for it".to_owned();
        warnings.push(problem(document, ProblemCode::NoId, message));
        path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
    });
    let techniques = alert.map(|a| a.texts("mitreTechniques")).unwrap_or_default();
    // Defender's categories are ATT&CK's tactics, and some of its own.
    let tactics: Vec<String> = text("category").filter(|c| Attack::embedded().is_tactic(c)).into_iter().collect();
    if let Some(alert) = alert {
        let keys = attack_doubts::Keys { tactics: "category", techniques: "mitreTechniques" };
        warnings.extend(attack_doubts::problems(path, alert, keys, &tactics, &techniques));
    }
    let rule = Rule {
        path: path.to_owned(),
        id,
        name: file.needed("displayName"),
        description: text("description").unwrap_or_default(),
        severity: text("severity").and_then(|s| Severity::from_name(&s)),
        tactics,
        techniques,
        query: query.text,
        query_start: Some(query.start),
        query_is_literal: query.is_literal,
        query_frequency: period.as_deref().and_then(frequency),
        query_period: period.as_deref().and_then(lookback),
        trigger: Some(Trigger { operator: TriggerOperator::GreaterThan, threshold: 0 }),
        entity_mappings: alert.into_iter().flat_map(|a| a.items("impactedAssets")).filter_map(asset).collect(),
        an_alert_a_row: true,
        kind: Some("CustomDetection".to_owned()),
        is_continuous: period.as_deref() == Some("0"),
        status: file.bool("isEnabled").map(|on| if on { "Enabled" } else { "Disabled" }.to_owned()),
        ..Rule::default()
    };
    Ok((rule, warnings))
}

/// `0` runs as rows arrive: as often as one can.
fn frequency(period: &str) -> Option<Interval> {
    Interval::parse(if period == "0" { "5m" } else { period })
}

/// How far a run looks back is fixed by how often it runs.
fn lookback(period: &str) -> Option<Interval> {
    Interval::parse(match period.to_ascii_uppercase().as_str() {
        "24H" => "30d",
        "12H" => "48h",
        "3H" => "12h",
        "1H" => "4h",
        "0" => "1h",
        _ => return None,
    })
}

/// An asset that the alert is about, named by a column.
fn asset(item: Reading) -> Option<EntityMapping> {
    let identifier = item.text("identifier")?;
    let kind = item.text("@odata.type").unwrap_or_default().to_ascii_lowercase();
    let entity_type = match () {
        () if kind.contains("mailbox") => "Mailbox",
        () if kind.contains("user") => "Account",
        () => "Host",
    };
    // The API spells columns with a small first letter.
    let mut letters = identifier.chars();
    let column = letters.next().map(|first| first.to_uppercase().chain(letters).collect())?;
    Some(EntityMapping { entity_type: entity_type.to_owned(), fields: vec![FieldMapping { identifier, column }] })
}
