//! Taking values out of a mapping that was found to be what its shape says.

use crate::node::{Kind, Node};
use crate::{Interval, shape};

/// A mapping. A null is as good as no value.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a>(pub &'a Node);

impl<'a> Reading<'a> {
    pub fn get(self, key: &str) -> Option<&'a Node> {
        self.0.get(key).filter(|node| !node.is_null())
    }

    /// A text that is there and not blank.
    pub fn text(self, key: &str) -> Option<String> {
        self.get(key)?.text().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
    }

    /// The text of a key that the shape demands.
    pub fn needed(self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// A list of texts; a single text is a list of one, a small mapping such as `SchemaVersion: 0.1` a text.
    pub fn texts(self, key: &str) -> Vec<String> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let items = match &node.kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::new();
        for item in items.iter().filter(|item| !item.is_null()) {
            match &item.kind {
                Kind::Mapping(entries) => {
                    texts.extend(entries.iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.text()?))));
                }
                _ => texts.extend(item.text().map(str::to_owned)),
            }
        }
        texts
    }

    pub fn bool(self, key: &str) -> Option<bool> {
        shape::as_bool(&self.text(key)?)
    }

    pub fn count(self, key: &str) -> Option<u64> {
        shape::as_count(&self.text(key)?)
    }

    pub fn interval(self, key: &str) -> Option<Interval> {
        Interval::parse(&self.text(key)?)
    }

    pub fn record(self, key: &str) -> Option<Reading<'a>> {
        self.get(key).map(Reading)
    }

    /// The mappings of a list.
    pub fn items(self, key: &str) -> impl Iterator<Item = Reading<'a>> + use<'a> {
        let items = match self.get(key).map(|node| &node.kind) {
            Some(Kind::List(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter().map(Reading)
    }

    /// The keys and values of a mapping.
    pub fn entries(self, key: &str) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a> {
        let entries = match self.get(key).map(|node| &node.kind) {
            Some(Kind::Mapping(entries)) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(key, node)| (key.as_str(), node))
    }
}
