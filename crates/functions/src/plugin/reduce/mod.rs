//! `reduce`: texts that are alike become a group with a pattern.
//!
//! How the service finds its groups is published in words, and by a paper that it is "largely based on". What is done here:
//!
//! 1. A term is frequent at its place in a text if so many rows have it there (`terms`).
//! 2. Each different text is a group, but rare ones share it with those of the same frequent terms. While there are too many, the
//!    smallest groups with the same frequent terms become one; then the smallest ones lose their rarest term, until they meet
//!    another (`merge`).
//! 3. A group's pattern holds the frequent terms that all its texts have (`pattern`).
//! 4. A text without any frequent term is one of `others`.

mod merge;
mod pattern;
mod terms;
#[cfg(test)]
mod tests;

use super::{PLUGIN, Plugin, PluginRun, Rows, Setup, argument, columns};
use crate::KernelError;
use arrow::array::{ArrayRef, UInt32Array};
use arrow::compute::take;
use lurcher_columnar::{Column, array_of};
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};
use std::collections::HashMap;
use terms::{Frequent, MAX_TERMS, Separators};

/// The most different texts of one call.
pub const MAX_TEXTS: usize = 2_000_000;

/// What stands for the pattern of texts that are like no others.
const OTHERS: &str = "others";

/// The operator is bound as a plugin of its own.
pub const REDUCE: Plugin = Plugin {
    description: &Description {
        name: "__reduce",
        signatures: &["(Expr: string) -> own"],
        summary: "Groups of texts that are alike, each with a pattern.",
        page: "reduce-operator",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: reduce,
};

/// Argument: the texts. Constants: the threshold, whether separators are given, those, and whether rows are kept.
fn reduce(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let Some(Value::Real(threshold)) = setup.constants.first().cloned() else {
        return Err(KernelError::new("the threshold of `reduce` must be a real"));
    };
    let separators = if setup.flag(1) { Separators::given(setup.text(2)?) } else { Separators::NotAlphanumeric };
    let keeps_rows = setup.flag(3);
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let texts = Texts::new(argument(args, 0)?, rows)?;
        let found = groups(&texts, &separators, threshold)?;
        if keeps_rows { source(&texts, &found) } else { Ok(table(&outputs, &found)) }
    }))
}

/// The different texts in their own order, so that the order of rows decides nothing.
struct Texts<'a> {
    texts: Vec<&'a str>,
    /// How many rows have each.
    counts: Vec<u64>,
    /// The text of each row.
    of_row: Vec<u32>,
}

impl<'a> Texts<'a> {
    fn new(column: &'a Column, rows: usize) -> Result<Texts<'a>, KernelError> {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut found: Vec<(&str, u64)> = Vec::new();
        let mut of_row: Vec<u32> = Vec::with_capacity(rows);
        for row in 0..rows {
            let text = column.strings().value(row);
            let number = *numbers.entry(text).or_insert(found.len() as u32);
            match found.get_mut(number as usize) {
                Some((_, count)) => *count += 1,
                None => found.push((text, 1)),
            }
            if found.len() > MAX_TEXTS {
                let message =
                    format!("`reduce` takes at most {MAX_TEXTS} different texts: filter the rows, or shorten");
                return Err(KernelError::new(format!("{message} the texts")));
            }
            of_row.push(number);
        }
        let mut order: Vec<u32> = (0..found.len() as u32).collect();
        order.sort_unstable_by_key(|number| found.get(*number as usize).map(|(text, _)| *text));
        let mut places = vec![0; found.len()];
        for (place, number) in (0u32..).zip(&order) {
            if let Some(of_number) = places.get_mut(*number as usize) {
                *of_number = place;
            }
        }
        of_row.iter_mut().for_each(|number| *number = places.get(*number as usize).copied().unwrap_or(*number));
        let (texts, counts) = order.iter().filter_map(|number| found.get(*number as usize).copied()).unzip();
        Ok(Texts { texts, counts, of_row })
    }

    fn text(&self, number: u32) -> &'a str {
        self.texts.get(number as usize).copied().unwrap_or_default()
    }

    fn count(&self, number: u32) -> u64 {
        self.counts.get(number as usize).copied().unwrap_or_default()
    }
}

/// One row of the answer.
struct Group<'a> {
    pattern: String,
    count: u64,
    representative: &'a str,
    texts: Vec<u32>,
}

/// All groups, the largest first and `others` last.
fn groups<'a>(texts: &Texts<'a>, separators: &Separators, threshold: f64) -> Result<Vec<Group<'a>>, KernelError> {
    let frequent = Frequent::new(texts, separators, threshold, MAX_TERMS)?;
    let merged = merge::merge(&frequent.of_text, &texts.counts, threshold);
    let mut found: Vec<Group> = Vec::with_capacity(merged.len() + 1);
    for mut group in merged {
        // The text that most rows have stands for all.
        group.texts.sort_unstable_by_key(|text| (std::cmp::Reverse(texts.count(*text)), *text));
        let places = frequent.places(&group.common);
        let own: Vec<&str> = group.texts.iter().map(|text| texts.text(*text)).collect();
        found.push(Group {
            pattern: pattern::pattern(separators, &own, &places),
            count: group.count,
            representative: own.first().copied().unwrap_or_default(),
            texts: group.texts,
        });
    }
    found.sort_by(|a, b| b.count.cmp(&a.count).then(a.representative.cmp(b.representative)));
    let others: Vec<u32> =
        (0u32..).zip(&frequent.of_text).filter(|(_, items)| items.is_empty()).map(|(text, _)| text).collect();
    if !others.is_empty() {
        let count = others.iter().map(|text| texts.count(*text)).sum();
        found.push(Group { pattern: OTHERS.to_owned(), count, representative: "", texts: others });
    }
    Ok(found)
}

/// A row for each group.
fn table(outputs: &[Type], found: &[Group]) -> Rows {
    let row = |group: &Group| {
        vec![
            Value::String(group.pattern.clone()),
            Value::Long(i64::try_from(group.count).unwrap_or(i64::MAX)),
            Value::String(group.representative.to_owned()),
        ]
    };
    columns(outputs, &found.iter().map(row).collect::<Vec<_>>())
}

/// The pattern of each row. Rows share the text of a pattern, for there may be many and it may be long.
fn source(texts: &Texts, found: &[Group]) -> Result<Rows, KernelError> {
    let mut group_of = vec![0u32; texts.texts.len()];
    for (number, group) in (0u32..).zip(found) {
        for text in &group.texts {
            if let Some(of_text) = group_of.get_mut(*text as usize) {
                *of_text = number;
            }
        }
    }
    let patterns: Vec<Value> = found.iter().map(|group| Value::String(group.pattern.clone())).collect();
    let of_row = texts.of_row.iter().filter_map(|text| group_of.get(*text as usize).copied());
    let column: ArrayRef = take(&array_of(Type::String, &patterns), &UInt32Array::from_iter_values(of_row), None)
        .map_err(|e| KernelError::new(e.to_string()))?;
    Ok(Rows { rows: texts.of_row.len(), take: None, columns: vec![column] })
}
