//! Whether a value is what its shape says.

use super::{Demand, Record, Shape};
use crate::dates::Moment;
use crate::node::{Kind, Node};
use crate::{Interval, Problem, ProblemCode};

/// Everything that is wrong with a file's value, each with its place.
pub fn check(path: &str, node: &Node, record: &Record) -> Vec<Problem> {
    let mut checker = Checker { path, problems: Vec::new() };
    checker.record(node, record);
    checker.problems
}

/// As YAML spells it.
pub fn as_bool(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// `PT0S`
pub fn is_no_duration(text: &str) -> bool {
    matches!(text.trim().to_ascii_uppercase().as_str(), "PT0S" | "PT0M" | "PT0H" | "P0D")
}

pub fn as_count(text: &str) -> Option<u64> {
    let is_count = (1..=18).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_count { text.parse().ok() } else { None }
}

struct Checker<'a> {
    path: &'a str,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn record(&mut self, node: &Node, record: &Record) {
        let Kind::Mapping(entries) = &node.kind else {
            return self.wrong(node, format!("{} must be a mapping of keys to values", record.what));
        };
        for key in record.keys {
            match node.get(key.name) {
                Some(value) if !value.is_null() => self.value(value, key.name, &key.shape, key.required),
                _ if key.required => self.missing(node, format!("{} has no `{}`", record.what, key.name)),
                _ => {}
            }
        }
        record.demands.iter().for_each(|demand| self.demand(node, record.what, demand));
        for (name, value) in entries.iter().filter(|_| !record.open) {
            if !record.keys.iter().any(|key| key.name == name) {
                let names: Vec<&str> = record.keys.iter().map(|k| k.name).collect();
                let message = format!("{} has no key `{name}`, but {}", record.what, names.join(", "));
                self.wrong(value, message);
            }
        }
    }

    fn demand(&mut self, node: &Node, what: &str, demand: &Demand) {
        let has = |key: &str| node.get(key).is_some_and(|value| !value.is_null());
        match demand {
            Demand::AnyOf(keys) if !keys.iter().any(|key| has(key)) => {
                let names: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                let none = if names.len() == 1 { "no" } else { "none of" };
                self.missing(node, format!("{what} has {none} {}", names.join(", ")));
            }
            Demand::Together(one, other) if has(one) != has(other) => {
                let (there, lacking) = if has(one) { (one, other) } else { (other, one) };
                self.missing(node, format!("{what} has `{there}`, but no `{lacking}`"));
            }
            Demand::Beside(one, other) if has(one) && !has(other) => {
                self.missing(node, format!("{what} has `{one}`, but no `{other}`"));
            }
            Demand::AnyOf(_) | Demand::Together(..) | Demand::Beside(..) => {}
        }
    }

    fn value(&mut self, node: &Node, name: &str, shape: &Shape, required: bool) {
        match shape {
            Shape::Any => {}
            Shape::Record(record) => self.record(node, record),
            Shape::List(inner) => match &node.kind {
                Kind::List(items) => items.iter().for_each(|item| self.value(item, name, inner, false)),
                _ => self.wrong(node, format!("`{name}` must be a list, but is {}", node.kind_name())),
            },
            Shape::Map(inner) => match &node.kind {
                Kind::Mapping(entries) => entries.iter().for_each(|(key, value)| self.value(value, key, inner, false)),
                _ => self.wrong(node, format!("`{name}` must be a mapping, but is {}", node.kind_name())),
            },
            Shape::Texts => self.texts(node, name),
            Shape::Rows => self.rows(node, name),
            Shape::Text => match self.text(node, name) {
                Some(text) if required && text.trim().is_empty() => self.missing(node, format!("`{name}` is empty")),
                _ => {}
            },
            Shape::OneOf(names) => {
                let legal = |text: &str| names.iter().any(|n| n.eq_ignore_ascii_case(text.trim()));
                self.scalar(node, name, legal, &format!("not one of {}", names.join(", ")));
            }
            Shape::Bool => self.scalar(node, name, |t| as_bool(t).is_some(), "neither true nor false"),
            Shape::Count => self.scalar(node, name, |t| as_count(t).is_some(), "no whole number of at most 18 digits"),
            Shape::Duration => {
                self.scalar(node, name, |t| Interval::parse(t).is_some(), "no duration such as 5m, 1h, 14d or PT5M");
            }
            Shape::Frequency => {
                let legal = |t: &str| Interval::parse(t).is_some() || is_no_duration(t);
                self.scalar(node, name, legal, "no duration such as PT1H, or PT0S");
            }
            Shape::Date => {
                let what = "no date such as 2026-01-31 or a moment such as 2026-01-31T08:00:00Z";
                self.scalar(node, name, |t| Moment::parse(t).is_some(), what);
            }
        }
    }

    fn rows(&mut self, node: &Node, name: &str) {
        let is_mapping = |item: &Node| matches!(item.kind, Kind::Mapping(_));
        match &node.kind {
            Kind::List(items) => items.iter().filter(|item| !is_mapping(item)).for_each(|item| {
                self.wrong(item, "a row must be a mapping of columns to values".to_owned());
            }),
            Kind::Scalar { text, .. } if !text.trim().is_empty() && !node.is_null() => {}
            other => {
                let is = if matches!(other, Kind::Scalar { .. }) { "an empty text" } else { node.kind_name() };
                self.wrong(node, format!("`{name}` must be a list of rows or the name of a file, not {is}"));
            }
        }
    }

    /// Tags are texts, or small mappings such as `SchemaVersion: 0.1`.
    fn texts(&mut self, node: &Node, name: &str) {
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.texts_item(item, name)),
            _ => self.texts_item(node, name),
        }
    }

    fn texts_item(&mut self, node: &Node, name: &str) {
        match &node.kind {
            Kind::Mapping(entries) => entries.iter().for_each(|(key, value)| {
                self.text(value, key);
            }),
            _ => {
                self.text(node, name);
            }
        }
    }

    fn scalar(&mut self, node: &Node, name: &str, legal: impl Fn(&str) -> bool, what: &str) {
        if let Some(text) = self.text(node, name)
            && !legal(text)
        {
            let message = format!("`{name}` is `{text}`, which is {what}");
            self.wrong(node, message);
        }
    }

    fn text<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n str> {
        match &node.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => {
                self.wrong(node, format!("`{name}` must be a text, but is {}", node.kind_name()));
                None
            }
        }
    }

    fn wrong(&mut self, node: &Node, message: String) {
        self.add(node, ProblemCode::Value, message);
    }

    fn missing(&mut self, node: &Node, message: String) {
        self.add(node, ProblemCode::Missing, message);
    }

    fn add(&mut self, node: &Node, code: ProblemCode, message: String) {
        self.problems.push(Problem { path: self.path.to_owned(), place: Some(node.place), code, message });
    }
}
