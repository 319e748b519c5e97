//! The keys of a file as Markdown tables, for the page on rule files.

use super::{CUSTOM_DETECTION, Key, OVERLAY, PACK, Record, SENTINEL, Shape};

/// How the part of a page begins that is written from a shape: `<!-- keys: overlay -->`.
const BEGIN: &str = "<!-- keys: ";
const END: &str = "<!-- end of keys -->";

/// The page with its tables written anew.
pub fn with_tables(page: &str) -> String {
    let mut out = String::new();
    let mut skipping = false;
    for line in page.lines() {
        if line == END {
            skipping = false;
        }
        if !skipping {
            out.push_str(line);
            out.push('\n');
        }
        let name = line.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(" -->"));
        if let Some(record) = name.and_then(record) {
            out.push_str(&tables(record));
            skipping = true;
        }
    }
    out
}

fn record(name: &str) -> Option<&'static Record> {
    Some(match name {
        "rule" => &SENTINEL,
        "overlay" => &OVERLAY,
        "pack" => &PACK,
        "custom-detection" => &CUSTOM_DETECTION,
        _ => return None,
    })
}

/// A table for the record, and one for each record inside it.
fn tables(record: &'static Record) -> String {
    let mut text = String::new();
    let mut left = vec![record];
    let mut done: Vec<&str> = Vec::new();
    while !left.is_empty() {
        let record = left.remove(0);
        if done.contains(&record.what) {
            continue;
        }
        if !done.is_empty() {
            text.push_str(&format!("\nKeys of {}:\n", record.what));
        }
        done.push(record.what);
        text.push_str("\n| key | value | |\n|---|---|---|\n");
        for key in record.keys {
            text.push_str(&row(key));
            left.extend(inner(&key.shape));
        }
        if record.open {
            text.push_str("\nOther keys are kept and not read.\n");
        }
    }
    text.push('\n');
    text
}

fn row(key: &Key) -> String {
    let name = if key.required { format!("**`{}`**", key.name) } else { format!("`{}`", key.name) };
    format!("| {name} | {} | {} |\n", value(&key.shape), key.about.replace('|', "\\|"))
}

fn value(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::OneOf(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        Shape::Bool => "`true` or `false`".into(),
        Shape::Count => "whole number".into(),
        Shape::Duration => "duration".into(),
        Shape::Frequency => "duration, or `PT0S`".into(),
        Shape::Date => "date or moment".into(),
        Shape::Texts => "text, or a list of them".into(),
        Shape::List(inner) => match inner {
            Shape::Record(record) => format!("list; each {}", record.what),
            other => format!("list of: {}", value(other)),
        },
        Shape::Map(Shape::Rows) => "mapping of tables to rows".into(),
        Shape::Map(_) => "mapping".into(),
        Shape::Record(record) => record.what.into(),
        Shape::Rows => "rows, or the name of a file".into(),
        Shape::Any => "any".into(),
    }
}

/// The record in a shape.
fn inner(shape: &Shape) -> Option<&'static Record> {
    match shape {
        Shape::Record(record) => Some(record),
        Shape::List(inner) | Shape::Map(inner) => self::inner(inner),
        _ => None,
    }
}
