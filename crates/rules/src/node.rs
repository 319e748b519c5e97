//! A YAML value with its place in the file.

use serde_json::{Map, Value};

use crate::Place;

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub place: Place,
    /// Where the key stands whose value it is.
    pub key: Option<Place>,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Scalar {
        text: String,
        style: Style,
    },
    List(Vec<Node>),
    /// Keys are distinct, in the order of the file.
    Mapping(Vec<(String, Node)>),
}

/// KQL inside a file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedded {
    pub text: String,
    pub start: Place,
    /// Line N of the text is line N of the file from `start` on, in the same column; not so in folded text.
    pub is_literal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a bool or null.
    Plain,
    Quoted,
    /// `|`: line for line as in the file.
    Literal,
    /// `>`: lines are joined.
    Folded,
}

impl Node {
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, style: Style::Plain } if matches!(text.as_str(), "" | "~" | "null"))
    }

    pub fn kind_name(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar { .. } => "a text",
            Kind::List(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// A text that is KQL, with its place.
    pub fn embedded(&self) -> Option<Embedded> {
        let Kind::Scalar { text, style } = &self.kind else { return None };
        // An opening quote is not part of the text.
        let column = self.place.column + usize::from(*style == Style::Quoted);
        let one_plain_line = *style == Style::Plain && !text.contains('\n');
        Some(Embedded {
            text: text.clone(),
            start: Place { line: self.place.line, column },
            is_literal: *style == Style::Literal || one_plain_line,
        })
    }

    /// The keys and values of a mapping.
    pub fn entries(&self) -> &[(String, Node)] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Mapping(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, n)| n),
            _ => None,
        }
    }

    /// The value as JSON; depth is bounded since [`crate::limits::MAX_YAML_DEPTH`] was checked on reading.
    pub fn to_json(&self) -> Value {
        match &self.kind {
            Kind::Scalar { text, style: Style::Plain } if !self.is_null() => plain(text),
            Kind::Scalar { .. } if self.is_null() => Value::Null,
            Kind::Scalar { text, .. } => Value::String(text.clone()),
            Kind::List(items) => Value::Array(items.iter().map(Node::to_json).collect()),
            Kind::Mapping(entries) => {
                Value::Object(entries.iter().map(|(k, n)| (k.clone(), n.to_json())).collect::<Map<_, _>>())
            }
        }
    }
}

fn plain(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        // A number that JSON would spell differently, such as the version 1.10, stays text.
        _ => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Value::from(number),
            _ => Value::String(text.to_string()),
        },
    }
}
