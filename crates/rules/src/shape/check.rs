//! Whether a value is what its shape says.

use super::{Record, Shape};
use crate::dates::Moment;
use crate::node::{Kind, Node};
use crate::{Interval, Problem, ProblemCode};

/// Everything that is wrong with a file's value, each with its place.
pub fn check(path: &str, node: &Node, record: &Record) -> Vec<Problem> {
    let mut checker = Checker { path, problems: Vec::new() };
    checker.record(node, record);
    checker.problems
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
        for (name, value) in entries.iter().filter(|_| !record.open) {
            if !record.keys.iter().any(|key| key.name == name) {
                let names: Vec<&str> = record.keys.iter().map(|k| k.name).collect();
                let message = format!("{} has no key `{name}`, but {}", record.what, names.join(", "));
                self.wrong(value, message);
            }
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
            Shape::Text => match self.text(node, name) {
                Some(text) if required && text.trim().is_empty() => self.missing(node, format!("`{name}` is empty")),
                _ => {}
            },
            Shape::OneOf(names) => {
                let legal = |text: &str| names.iter().any(|n| n.eq_ignore_ascii_case(text.trim()));
                self.scalar(node, name, legal, &format!("not one of {}", names.join(", ")));
            }
            Shape::Bool => self.scalar(node, name, |t| matches!(t, "true" | "false"), "true or false"),
            Shape::Count => self.scalar(node, name, |t| t.parse::<u64>().is_ok(), "no whole number"),
            Shape::Duration => {
                self.scalar(node, name, |t| Interval::parse(t).is_some(), "no duration such as 5m, 1h, 14d or PT5M");
            }
            Shape::Date => {
                let what = "no date such as 2026-01-31 or a moment such as 2026-01-31T08:00:00Z";
                self.scalar(node, name, |t| Moment::parse(t).is_some(), what);
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
