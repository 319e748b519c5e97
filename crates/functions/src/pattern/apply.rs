//! Running a pattern over texts.

use super::convert::convert;
use super::{Matcher, Mode, Pattern};
use arrow::array::{ArrayRef, BooleanArray};
use lurcher_columnar::{Builder, Column};
use lurcher_types::{Type, Value, dynamic};
use std::borrow::Cow;
use std::ops::Range;

impl Pattern {
    /// The values of the columns; nothing where the text does not match.
    pub fn apply(&self, text: &str) -> Option<Vec<Value>> {
        let mut found = Vec::new();
        if self.captures(text, &mut found) { self.convert(text, &found) } else { None }
    }

    /// Runs over a column of strings (or dynamics, by their text): which rows match, and the columns, missing where a
    /// row does not.
    pub fn apply_column(&self, texts: &Column, rows: usize) -> (BooleanArray, Vec<ArrayRef>) {
        let mut builders: Vec<Builder> = self.columns.iter().map(|(_, t)| Builder::new(*t, rows)).collect();
        let all_strings = self.columns.iter().all(|(_, t)| *t == Type::String);
        let source = texts.strings();
        let mut found = Vec::new();
        let matched = (0..rows).map(|row| {
            let text = match texts.kql_type {
                Type::Dynamic => source.get(row).map_or(Cow::Borrowed(""), dynamic::to_text),
                _ => Cow::Borrowed(source.value(row)),
            };
            let mut matched = self.captures(&text, &mut found);
            if matched && all_strings {
                // Strings convert to themselves, so they need no values in between.
                for (builder, range) in builders.iter_mut().zip(&found) {
                    push_text(builder, captured(&text, range));
                }
                return Some(true);
            }
            let values = if matched { self.convert(&text, &found) } else { None };
            matched = values.is_some();
            match values {
                Some(values) => builders.iter_mut().zip(&values).for_each(|(b, value)| b.push(value)),
                None => builders.iter_mut().for_each(Builder::push_missing),
            }
            Some(matched)
        });
        let matched = matched.collect();
        (matched, builders.into_iter().map(Builder::finish).collect())
    }

    fn captures(&self, text: &str, found: &mut Vec<Option<Range<usize>>>) -> bool {
        match &self.matcher {
            Matcher::Literals(literals) => literals.captures(text, found),
            Matcher::Regexes(regexes) => regexes.captures(text, found),
        }
    }

    fn convert(&self, text: &str, found: &[Option<Range<usize>>]) -> Option<Vec<Value>> {
        found
            .iter()
            .zip(&self.columns)
            .map(|(range, (_, t))| match convert(captured(text, range), *t) {
                Some(value) => Some(value),
                None if self.mode == Mode::Relaxed => Some(Value::missing(*t)),
                None => None,
            })
            .collect()
    }
}

fn captured<'a>(text: &'a str, range: &Option<Range<usize>>) -> &'a str {
    range.clone().and_then(|r| text.get(r)).unwrap_or("")
}

fn push_text(builder: &mut Builder, text: &str) {
    match builder {
        Builder::String(strings) => strings.append_value(text),
        other => other.push_missing(),
    }
}
