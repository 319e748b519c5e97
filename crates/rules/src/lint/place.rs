//! Places in a query, in the file that holds it, and at a key of that file.

use crate::node::Node;
use crate::{Place, Rule, yaml};
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

/// Where the value of a key stands in the rule's file: of the document that holds the rule's query.
pub fn of_key(rule: &Rule, text: &str, key: &str) -> Option<Place> {
    let documents = yaml::documents(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
    let is_own = |document: &&Node| match (document.get("query").and_then(Node::embedded), rule.query_start) {
        (Some(query), Some(start)) => query.start == start,
        _ => false,
    };
    let document = documents.iter().find(is_own)?;
    Some(document.get(key).map_or(document.place, |node| node.place))
}
