//! What `<name>.lurcher.yaml` says of the rule beside it.

use crate::dates::Moment;
use crate::exclusion::{self, Exclusion};
use crate::node::Node;
use crate::reading::Reading;
use crate::rule::Severity;
use crate::test::{self, Test};
use crate::{Place, Problem, shape};
use serde_json::Value;

/// Lists are empty where nothing is said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// The file, relative to the pack; none where there is no overlay.
    pub path: Option<String>,
    /// SHA-256 of the file, so that two runs can be told to have had the same.
    pub sha256: Option<String>,
    pub hypothesis: Option<String>,
    pub definition: Option<String>,
    pub severity: Option<Severity>,
    pub confidence: Option<String>,
    pub status: Option<String>,
    pub owner: Option<String>,
    pub tags: Vec<String>,
    pub references: Vec<String>,
    pub tactics: Vec<String>,
    pub techniques: Vec<String>,
    /// Harmless things in prose.
    pub false_positives: Vec<String>,
    pub parameters: Vec<Parameter>,
    pub exclusions: Vec<Exclusion>,
    pub tests: Vec<Test>,
    /// Findings of `lurcher lint` that are meant so.
    pub allowed: Vec<Allowed>,
    /// What models wrote of it.
    pub drafted: Vec<Drafted>,
}

/// A value of the query that a hunt may choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub name: String,
    pub type_name: String,
    pub default: Option<Value>,
    /// The literal that it stands for; where there is none, the `let` of its name.
    pub replaces: Option<String>,
    pub description: String,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    pub code: String,
    pub reason: String,
    pub place: Place,
}

/// Keys of the overlay that a model wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    pub keys: Vec<String>,
    pub by: DraftedBy,
    /// The SHA-256 of what the model was shown of the rule.
    pub of: Option<String>,
}

/// Which model wrote something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftedBy {
    pub model: String,
    pub date: Moment,
}

impl Overlay {
    /// Which model wrote this key, if one did.
    pub fn drafted_by(&self, key: &str) -> Option<&DraftedBy> {
        self.drafted.iter().find(|d| d.keys.iter().any(|k| k == key)).map(|d| &d.by)
    }
}

impl DraftedBy {
    pub(crate) fn read(item: Reading) -> Option<DraftedBy> {
        Some(DraftedBy { model: item.needed("model"), date: Moment::parse(&item.needed("date"))? })
    }
}

/// Reads an overlay that holds what its shape says; else everything that is wrong with it.
pub fn read(path: &str, document: &Node) -> Result<Overlay, Vec<Problem>> {
    let problems = shape::check(path, document, &shape::OVERLAY);
    if !problems.is_empty() {
        return Err(problems);
    }
    let file = Reading(document);
    Ok(Overlay {
        path: Some(path.to_owned()),
        sha256: None,
        hypothesis: file.text("hypothesis"),
        definition: file.text("definition"),
        severity: file.text("severity").and_then(|name| Severity::from_name(&name)),
        confidence: file.text("confidence").map(|c| c.to_ascii_lowercase()),
        status: file.text("status").map(|s| s.to_ascii_lowercase()),
        owner: file.text("owner"),
        tags: file.texts("tags"),
        references: file.texts("references"),
        tactics: file.texts("tactics"),
        techniques: file.texts("relevantTechniques"),
        false_positives: file.texts("falsePositives"),
        parameters: file.items("parameters").map(parameter).collect(),
        exclusions: exclusion::all(path, file),
        tests: test::all(path, file)?,
        allowed: file
            .items("lint")
            .map(|item| Allowed { code: item.needed("code"), reason: item.needed("reason"), place: item.0.place })
            .collect(),
        drafted: file.record("drafted").and_then(drafted).into_iter().collect(),
    })
}

fn drafted(item: Reading) -> Option<Drafted> {
    Some(Drafted { keys: item.texts("keys"), by: DraftedBy::read(item)?, of: item.text("of") })
}

fn parameter(item: Reading) -> Parameter {
    Parameter {
        name: item.needed("name"),
        type_name: item.needed("type").to_ascii_lowercase(),
        default: item.get("default").map(Node::to_json),
        replaces: item.text("replaces"),
        description: item.text("description").unwrap_or_default(),
        place: item.0.place,
    }
}
