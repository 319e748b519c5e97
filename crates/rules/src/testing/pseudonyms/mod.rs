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

/// Who chose the words of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Somebodys,
    /// A product did. What has the shape of an address, a link or an id is somebody's even there.
    Products,
}

impl Whose {
    fn of(column: &str) -> Whose {
        if is_vocabulary(column) { Whose::Products } else { Whose::Somebodys }
    }
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
            Value::String(text) => Json::from(self.text(text, Whose::of(column))),
            Value::Dynamic(encoded) => {
                let json = serde_json::from_str(&dynamic::to_json(encoded)).unwrap_or_default();
                self.json("", json, Whose::of(column))
            }
            Value::Guid(bytes) => Json::from(self.text(&text::format_guid(bytes), Whose::Somebodys)),
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
    fn text(&mut self, text: &str, whose: Whose) -> String {
        if text.trim_start().starts_with(['{', '['])
            && let Ok(json) = serde_json::from_str::<Json>(text)
        {
            return self.json("", json, whose).to_string();
        }
        atoms::each(text, |atom| match whose {
            Whose::Products if !atoms::has_shape(atom) => atom.to_owned(),
            _ => atoms::pseudonym(atom, &mut self.words),
        })
    }

    /// The value of a member, or of none. The recursion is as deep as the reader of JSON allows; a text that is JSON again
    /// must quote itself, so that texts within texts are soon at their end.
    fn json(&mut self, name: &str, json: Json, whose: Whose) -> Json {
        match json {
            Json::String(text) => Json::from(self.text(&text, whose)),
            Json::Number(number) if is_id(name) => {
                number.as_i64().map_or(Json::Number(number), |id| self.id(id).into())
            }
            Json::Array(items) => items.into_iter().map(|item| self.json(name, item, whose)).collect(),
            Json::Object(members) => {
                let renamed = members.into_iter().map(|(key, value)| {
                    let value = self.json(&key, value, whose);
                    (self.key(key), value)
                });
                Json::Object(renamed.collect::<Map<_, _>>())
            }
            other => other,
        }
    }

    /// Names of members are part of a format; what is no name is data.
    fn key(&mut self, key: String) -> String {
        match key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            true => key,
            false => self.text(&key, Whose::Somebodys),
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
