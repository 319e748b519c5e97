//! Defender's custom detections, as its API gives them: `queryCondition`, `schedule`, `detectionAction`.

use crate::attack::Attack;
use crate::node::Node;
use crate::reading::Reading;
use crate::rule::{EntityMapping, FieldMapping, Rule, Severity, Trigger, TriggerOperator};
use crate::{Interval, Problem, ProblemCode, attack_doubts, shape};

pub fn is_one(document: &Node) -> bool {
    document.get("queryCondition").is_some()
}

/// Also one that lacks its query: it is told of that, and not that a rule of Sentinel has a `name`.
pub fn is_meant(document: &Node) -> bool {
    let has = |key: &str| document.get(key).is_some();
    is_one(document) || (has("displayName") && !has("name") && !has("query"))
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
    let schedule = file.record("schedule");
    let often = schedule.and_then(|s| s.text("frequency").or_else(|| s.text("period")));
    let mut warnings = Vec::new();
    let id = file.text("id").or_else(|| file.text("detectorId")).unwrap_or_else(|| {
        let message = "the rule has no `id`; its path stands for it".to_owned();
        warnings.push(problem(document, ProblemCode::NoId, message));
        path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
    });
    let attack = alert.map(attack).unwrap_or_default();
    // Defender's categories are ATT&CK's tactics, and some of its own.
    let known = |tactic: &String| Attack::embedded().is_tactic(tactic);
    let tactics: Vec<String> = text("category").into_iter().chain(attack.tactics).filter(known).collect();
    let techniques = attack.techniques;
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
        query_frequency: often.as_deref().and_then(frequency),
        query_period: schedule.and_then(|s| s.interval("lookback")).or_else(|| often.as_deref().and_then(lookback)),
        trigger: Some(Trigger { operator: TriggerOperator::GreaterThan, threshold: 0 }),
        entity_mappings: alert.map(entities).unwrap_or_default(),
        an_alert_a_row: text("eventGroupingKind").is_none_or(|kind| !kind.eq_ignore_ascii_case("singleAlert")),
        kind: Some("CustomDetection".to_owned()),
        is_continuous: often.as_deref().is_some_and(runs_as_rows_arrive),
        status: file.bool("isEnabled").map(|on| if on { "Enabled" } else { "Disabled" }.to_owned()),
        ..Rule::default()
    };
    Ok((rule, warnings))
}

#[derive(Default)]
struct Mapped {
    tactics: Vec<String>,
    techniques: Vec<String>,
}

/// Tactics with their techniques, or the list of techniques that the API had before.
fn attack(alert: Reading) -> Mapped {
    let mut mapped = Mapped { tactics: Vec::new(), techniques: alert.texts("mitreTechniques") };
    for tactic in alert.items("tactics") {
        mapped.tactics.extend(tactic.text("tactic"));
        for technique in tactic.items("techniques") {
            let parts = technique.texts("subTechniques");
            // The parts say more than the whole.
            if parts.is_empty() {
                mapped.techniques.extend(technique.text("technique"))
            } else {
                mapped.techniques.extend(parts)
            }
        }
    }
    mapped
}

/// Nothing, as `PT0S` or `0`, is as rows arrive: as often as one can.
fn runs_as_rows_arrive(often: &str) -> bool {
    often == "0" || shape::is_no_duration(often)
}

fn frequency(often: &str) -> Option<Interval> {
    if runs_as_rows_arrive(often) { Interval::parse("5m") } else { Interval::parse(&often.to_ascii_lowercase()) }
}

/// Where nothing else is said, how far a run looks back follows from how often it runs.
fn lookback(often: &str) -> Option<Interval> {
    let often = if runs_as_rows_arrive(often) { return Interval::parse("1h") } else { frequency(often)? };
    match often.seconds {
        day if day >= 86_400 => Interval::parse("30d"),
        // Four times as much is whole hours.
        hours if hours % 900 == 0 => Interval::parse(&format!("{}h", hours / 900)),
        shorter => Interval::parse(&format!("{}s", 4 * shorter)),
    }
}

/// What the alert is about: entities by kind, or the assets that the API had before.
fn entities(alert: Reading) -> Vec<EntityMapping> {
    let mut all: Vec<EntityMapping> = alert.items("impactedAssets").filter_map(asset).collect();
    for (kinds, entity_type) in KINDS {
        let of_kind = alert.record("entityMappings").into_iter().flat_map(|mappings| mappings.items(kinds));
        all.extend(of_kind.filter_map(|item| {
            let fields: Vec<FieldMapping> =
                item.0.entries().iter().filter_map(|(key, node)| field(key, node)).collect();
            (!fields.is_empty()).then(|| EntityMapping { entity_type: (*entity_type).to_owned(), fields })
        }));
    }
    all
}

/// `upnColumn: AccountUpn`
fn field(key: &str, node: &Node) -> Option<FieldMapping> {
    let identifier = capitalised(key.strip_suffix("Column")?)?;
    let column = node.text().filter(|_| !node.is_null())?.trim().to_owned();
    (!column.is_empty()).then_some(FieldMapping { identifier, column })
}

/// The API's kinds of entities, and Sentinel's names for them.
const KINDS: &[(&str, &str)] = &[
    ("accounts", "Account"),
    ("azureResources", "AzureResource"),
    ("cloudApplications", "CloudApplication"),
    ("dns", "DNS"),
    ("files", "File"),
    ("hosts", "Host"),
    ("ips", "IP"),
    ("mailboxes", "Mailbox"),
    ("mailClusters", "MailCluster"),
    ("mailMessages", "MailMessage"),
    ("processes", "Process"),
    ("registryValues", "RegistryValue"),
    ("securityGroups", "SecurityGroup"),
    ("urls", "URL"),
];

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
    let column = capitalised(&identifier)?;
    Some(EntityMapping { entity_type: entity_type.to_owned(), fields: vec![FieldMapping { identifier, column }] })
}

fn capitalised(name: &str) -> Option<String> {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}
