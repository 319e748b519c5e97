//! Places in a query, in the file that holds it, and at a key of that file.

use super::finding::Key;
use crate::node::{Kind, Node};
use crate::{Place, Rule, custom_detection, files, pack, yaml};
use lurcher_syntax::Span;

/// Where a byte of a text stands.
pub fn place_in(text: &str, byte: u32) -> Place {
    let before = text.get(..(byte as usize).min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Place { line, column }
}

/// The place in the rule's file of a place in its query; none where their lines differ.
pub fn in_file(rule: &Rule, place: Place) -> Option<Place> {
    let start = rule.query_start.filter(|_| rule.query_is_literal)?;
    Some(Place { line: start.line + place.line - 1, column: start.column + place.column - 1 })
}

/// How many characters of its first line a span covers.
pub fn width_in(text: &str, span: Span) -> usize {
    span.of(text).lines().next().unwrap_or_default().chars().count().max(1)
}

pub fn line_of(text: &str, line: usize) -> Option<&str> {
    text.lines().nth(line.checked_sub(1)?)
}

/// Where a key stands, or its value, and over how many characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    pub width: usize,
}

/// The value of a key in the rule's file: of the document that holds the rule's query.
pub fn of_key(rule: &Rule, text: &str, key: &Key) -> Option<Found> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let documents = pack::documents(files::ending(&rule.path), text).ok()?;
    let is_own = |document: &&Node| match (node(document, "query").and_then(Node::embedded), rule.query_start) {
        (Some(query), Some(start)) => query.start == start,
        _ => false,
    };
    let document = documents.iter().find(is_own)?;
    let value = node(document, key.name);
    let place = value.unwrap_or(document).place;
    Some(value.and_then(|value| item(value, key)).unwrap_or(Found { place, width: 1 }))
}

/// Where custom detections have what other rules have at their keys.
const OF_DETECTIONS: &[(&str, &[&str])] = &[
    ("query", &["queryCondition", "queryText"]),
    ("severity", &["detectionAction", "alertTemplate", "severity"]),
    ("description", &["detectionAction", "alertTemplate", "description"]),
    ("tactics", &["detectionAction", "alertTemplate", "category"]),
    ("relevantTechniques", &["detectionAction", "alertTemplate", "mitreTechniques"]),
    ("entityMappings", &["detectionAction", "alertTemplate", "impactedAssets"]),
];

fn node<'a>(document: &'a Node, key: &str) -> Option<&'a Node> {
    let keys = OF_DETECTIONS.iter().find(|(name, _)| *name == key && custom_detection::is_one(document));
    match keys {
        Some((_, keys)) => keys.iter().try_fold(document, |node, key| node.get(key)),
        None => document.get(key),
    }
}

/// A key of an overlay: whoever reads of one looks for its name.
pub fn of_overlay_key(text: &str, key: &Key) -> Option<Found> {
    let documents = yaml::documents(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
    let document = documents.first()?;
    let value = document.get(key.name);
    let name = value.and_then(|node| node.key).map(|place| Found { place, width: key.name.chars().count() });
    Some(value.and_then(|value| item(value, key)).or(name).unwrap_or(Found { place: document.place, width: 1 }))
}

/// The one of a key's texts that is meant.
fn item(node: &Node, key: &Key) -> Option<Found> {
    let wanted = key.item.as_deref()?;
    let items = match &node.kind {
        Kind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let item = items.iter().find(|item| item.text() == Some(wanted))?;
    Some(Found { place: item.place, width: wanted.chars().count() })
}
