//! A YAML document with Sentinel's keys to a rule.

use crate::node::Node;
use crate::reading::Reading;
use crate::rule::{Connector, EntityMapping, FieldMapping, Rule, Severity, Suppression, Trigger, TriggerOperator};
use crate::{Problem, ProblemCode, attack_doubts, shape};

/// The rule, with warnings; or why it is refused.
pub fn read(path: &str, document: &Node) -> Result<(Rule, Vec<Problem>), Vec<Problem>> {
    let problem = |node: &Node, code, message: &str| Problem {
        path: path.to_owned(),
        place: Some(node.place),
        code,
        message: message.to_owned(),
    };
    let problems = shape::check(path, document, &shape::SENTINEL);
    if !problems.is_empty() {
        return Err(problems);
    }
    let file = Reading(document);
    let embedded = file.get("query").and_then(Node::embedded);
    let query = embedded.ok_or_else(|| vec![problem(document, ProblemCode::Missing, "`query` is no text")])?;
    let mut warnings = Vec::new();
    let id = file.text("id").unwrap_or_else(|| {
        warnings.push(problem(document, ProblemCode::NoId, "the rule has no `id`; its path stands for it"));
        path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
    });
    let operator = file.text("triggerOperator").and_then(|name| TriggerOperator::from_name(&name));
    let trigger = operator.zip(file.count("triggerThreshold"));
    let trigger = trigger.map(|(operator, threshold)| Trigger { operator, threshold });
    let rule = Rule {
        path: path.to_owned(),
        id,
        name: file.needed("name"),
        description: file.text("description").unwrap_or_default(),
        severity: file.text("severity").and_then(|name| Severity::from_name(&name)),
        tactics: file.texts("tactics"),
        techniques: file.texts("relevantTechniques"),
        connectors: file.items("requiredDataConnectors").map(connector).collect(),
        query: query.text,
        query_start: Some(query.start),
        query_is_literal: query.is_literal,
        query_frequency: file.interval("queryFrequency"),
        query_period: file.interval("queryPeriod"),
        trigger,
        suppression: suppression(file),
        entity_mappings: file.items("entityMappings").map(entity).collect(),
        custom_details: file.entries("customDetails").filter_map(|(k, v)| Some((k.into(), v.text()?.into()))).collect(),
        an_alert_a_row: file
            .record("eventGroupingSettings")
            .and_then(|g| g.text("aggregationKind"))
            .is_some_and(|kind| kind.eq_ignore_ascii_case("AlertPerResult")),
        tags: file.texts("tags"),
        version: file.text("version"),
        kind: file.text("kind"),
        status: file.text("status"),
        hypothesis: file.text("hypothesis"),
        confidence: file.text("confidence"),
        derived_from: file.text("derivedFrom"),
        other: others(document),
        ..Rule::default()
    };
    let keys = attack_doubts::Keys { tactics: "tactics", techniques: "relevantTechniques" };
    warnings.extend(attack_doubts::problems(path, file, keys, &rule.tactics, &rule.techniques));
    Ok((rule, warnings))
}

fn connector(item: Reading) -> Connector {
    Connector { id: item.needed("connectorId"), data_types: item.texts("dataTypes") }
}

fn entity(item: Reading) -> EntityMapping {
    let field = |f: Reading| FieldMapping { identifier: f.needed("identifier"), column: f.needed("columnName") };
    EntityMapping { entity_type: item.needed("entityType"), fields: item.items("fieldMappings").map(field).collect() }
}

fn suppression(file: Reading) -> Option<Suppression> {
    let duration = file.interval("suppressionDuration")?;
    Some(Suppression { duration, enabled: file.bool("suppressionEnabled").unwrap_or(false) })
}

/// What the file says beside the keys that have a field of their own.
fn others(document: &Node) -> Vec<(String, serde_json::Value)> {
    let own = |name: &str| shape::SENTINEL.keys.iter().any(|key| key.name == name && name != "alertDetailsOverride");
    let entries = document.entries().iter().filter(|(name, _)| !own(name));
    entries.map(|(name, node)| (name.clone(), node.to_json())).collect()
}
