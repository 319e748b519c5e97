//! Rows of real mail as rows of nobody's: the same in is the same out, within one recording.
//!
//! Every text is taken apart into words, and each word stands for another of its length and kind. So what two columns share
//! they still share: the domain of an address, the name before it, a word of a subject. The new words follow from the
//! order in which the old ones come and from nothing else: nobody can work them back.

mod atoms;
mod vocabulary;
mod words;

use lurcher_types::{Value, dynamic, text, time};
use serde_json::{Map, Value as Json};
use vocabulary::is_vocabulary;
use words::Words;

/// The words of one recording.
#[derive(Debug, Default)]
pub struct Pseudonyms {
    words: Words,
    ids: Vec<i64>,
}

/// Numbers of ids begin here, to be told from counts.
const FIRST_ID: i64 = 1001;

impl Pseudonyms {
    /// The words of these texts survive: what a rule looks for.
    pub fn keeping<'a>(texts: impl IntoIterator<Item = &'a str>) -> Pseudonyms {
        Pseudonyms { words: Words::keeping(texts), ids: Vec::new() }
    }

    /// A cell of this column; nothing where it is empty.
    pub fn cell(&mut self, column: &str, value: &Value) -> Option<Json> {
        Some(match value {
            Value::Null(_) => return None,
            Value::String(text) if text.is_empty() => return None,
            Value::String(text) if is_vocabulary(column) => Json::from(text.as_str()),
            Value::String(text) => Json::from(self.text(text)),
            Value::Dynamic(encoded) => {
                let json = serde_json::from_str(&dynamic::to_json(encoded)).unwrap_or_default();
                if is_vocabulary(column) { json } else { self.json(json) }
            }
            Value::Guid(bytes) => Json::from(self.text(&text::format_guid(bytes))),
            Value::Int(id) if is_id(column) => Json::from(self.id(i64::from(*id))),
            Value::Long(id) if is_id(column) => Json::from(self.id(*id)),
            Value::Bool(v) => Json::from(*v),
            Value::Int(v) => Json::from(*v),
            Value::Long(v) => Json::from(*v),
            Value::Datetime(ticks) => Json::from(time::format_datetime(*ticks)),
            other => Json::from(other.to_text()),
        })
    }

    /// A text; one that is a bag or an array is taken apart as such.
    pub fn text(&mut self, text: &str) -> String {
        if text.trim_start().starts_with(['{', '['])
            && let Ok(json) = serde_json::from_str::<Json>(text)
        {
            return self.json(json).to_string();
        }
        atoms::each(text, |atom| atoms::pseudonym(atom, &mut self.words))
    }

    /// The recursion is as deep as the reader of JSON allows.
    fn json(&mut self, json: Json) -> Json {
        match json {
            Json::String(text) => Json::from(atoms::each(&text, |atom| atoms::pseudonym(atom, &mut self.words))),
            Json::Array(items) => items.into_iter().map(|item| self.json(item)).collect(),
            Json::Object(members) => {
                let renamed = members.into_iter().map(|(key, value)| (self.key(key), self.json(value)));
                Json::Object(renamed.collect::<Map<_, _>>())
            }
            other => other,
        }
    }

    /// Names of members are part of a format; what is no name is data.
    fn key(&mut self, key: String) -> String {
        match key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            true => key,
            false => self.text(&key),
        }
    }

    fn id(&mut self, id: i64) -> i64 {
        let known = self.ids.iter().position(|known| *known == id);
        let at = known.unwrap_or_else(|| {
            self.ids.push(id);
            self.ids.len() - 1
        });
        FIRST_ID.saturating_add(i64::try_from(at).unwrap_or(i64::MAX))
    }
}

fn is_id(column: &str) -> bool {
    column.ends_with("Id") || column.ends_with("ID")
}
