//! JSON objects whose values are still text.

use std::borrow::Cow;
use std::fmt;

use lurcher_types::{Value, dynamic};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

/// The members of a JSON object, their values still text.
pub struct Members<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Members<'a> {
    pub fn parse(text: &'a str) -> Result<Members<'a>, String> {
        serde_json::from_str(text).map_err(|e| format!("not a JSON object: {e}"))
    }

    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.get())
    }

    /// The table and the row of a record of Defender's streaming API:
    /// `{"category": "AdvancedHunting-EmailEvents", "properties": {…}}`.
    pub fn envelope(&self) -> Option<(String, &'a str)> {
        let properties = self.get("properties").filter(|p| p.starts_with('{'))?;
        let Some(Value::String(category)) = dynamic::scalar(&dynamic::from_json(self.get("category")?)?) else {
            return None;
        };
        Some((category.strip_prefix("AdvancedHunting-").unwrap_or(&category).to_owned(), properties))
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<Name<'de>, &'de RawValue>()? {
                    members.push((name.0, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// A member's name, borrowed where it holds no escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
