//! What ties a finding to the rows that it came from: ids and addresses, wherever in the finding they stand.

use crate::rule::literal;
use lurcher_rules::testing::Answered;
use lurcher_types::{Table, Type, Value, dynamic};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Columns that tell one mail, person, file or link from others.
const KEYS: &[&str] = &[
    "NetworkMessageId",
    "InternetMessageId",
    "TeamsMessageId",
    "ThreadId",
    "SenderFromAddress",
    "SenderMailFromAddress",
    "SenderEmailAddress",
    "SenderDisplayName",
    "RecipientEmailAddress",
    "AccountUpn",
    "AccountObjectId",
    "RecipientObjectId",
    "UserId",
    "FileName",
    "SHA256",
    "Url",
    "UrlDomain",
    "SenderFromDomain",
    "SenderMailFromDomain",
    "SenderIPv4",
    "SenderIPv6",
    "IPAddress",
    "Subject",
];

/// Findings whose rows are recorded.
const MAX_FINDINGS: usize = 5;
/// Texts of them that are looked for.
const MAX_KEYS: usize = 300;
/// Longer texts are no keys.
const MAX_KEY_BYTES: usize = 2_000;

/// The texts of the first findings.
pub fn of_findings(answered: &[Answered]) -> BTreeSet<String> {
    let values = answered.iter().flat_map(|t| &t.rows).take(MAX_FINDINGS).flatten();
    let mut texts = BTreeSet::new();
    values.for_each(|value| add(value, &mut texts));
    texts
}

/// The ids of messages in rows of a table.
pub fn messages(table: &Table, rows: &[Vec<Value>], texts: &mut BTreeSet<String>) {
    for name in ["NetworkMessageId", "InternetMessageId", "TeamsMessageId"] {
        if let Some(at) = table.columns.iter().position(|c| c.name == name) {
            rows.iter().filter_map(|row| row.get(at)).for_each(|value| add(value, texts));
        }
    }
}

fn add(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => add_text(text, texts),
        Value::Guid(_) => add_text(&value.to_text(), texts),
        Value::Dynamic(encoded) => {
            if let Ok(json) = serde_json::from_str::<Json>(&dynamic::to_json(encoded)) {
                add_json(&json, texts);
            }
        }
        _ => {}
    }
}

/// As deep as the reader of JSON allows.
fn add_json(json: &Json, texts: &mut BTreeSet<String>) {
    match json {
        Json::String(text) => add_text(text, texts),
        Json::Array(items) => items.iter().for_each(|item| add_json(item, texts)),
        Json::Object(members) => members.values().for_each(|value| add_json(value, texts)),
        _ => {}
    }
}

fn add_text(text: &str, texts: &mut BTreeSet<String>) {
    if texts.len() < MAX_KEYS && !text.trim().is_empty() && text.len() <= MAX_KEY_BYTES {
        texts.insert(text.to_owned());
    }
}

/// How many of the table's key columns have one of the texts, as an expression; nothing where it has no such column.
pub fn shared(table: &Table, texts: &BTreeSet<String>) -> Option<String> {
    sum(table, |column| KEYS.contains(&column).then(|| texts.iter().collect()))
}

/// The same of findings that have no key, such as counts by day: their columns by their names.
pub fn shared_by_name(table: &Table, answered: &[Answered]) -> Option<String> {
    let values = |column: &str| {
        let mut texts = BTreeSet::new();
        for answer in answered {
            let at = answer.columns.iter().position(|(name, _)| name == column)?;
            answer.rows.iter().filter_map(|row| row.get(at)).for_each(|value| add(value, &mut texts));
        }
        Some(texts)
    };
    let named: BTreeMap<&str, BTreeSet<String>> =
        table.columns.iter().filter_map(|c| Some((c.name.as_str(), values(&c.name)?))).collect();
    sum(table, |column| named.get(column).map(|texts| texts.iter().collect()))
}

fn sum<'a>(table: &Table, texts_of: impl Fn(&str) -> Option<Vec<&'a String>>) -> Option<String> {
    let columns = table.columns.iter().filter(|c| c.kql_type == Type::String);
    let parts = columns.filter_map(|c| {
        let list: Vec<String> = texts_of(&c.name)?.into_iter().map(|text| literal(text)).collect();
        (!list.is_empty()).then(|| format!("toint(['{}'] in~ ({}))", c.name, list.join(", ")))
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(" + "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_texts_wherever_they_stand() {
        let rows = vec![vec![
            Value::String("m1".into()),
            Value::Dynamic("[\"a@b.example\",{\"x\":\"c\"}]".into()),
            Value::Long(7),
            Value::String(" ".into()),
        ]];
        let texts = of_findings(&[Answered { columns: Vec::new(), rows }]);
        assert_eq!(texts.iter().map(String::as_str).collect::<Vec<_>>(), ["a@b.example", "c", "m1"]);
        assert_eq!(literal("a\"b\\c\n"), "\"a\\\"b\\\\c\\u000a\"");
    }
}
