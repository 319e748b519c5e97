//! The pairs of `parse-kv`: `src=10.0.0.1 dst="10.0.0.2"`.
//!
//! The first value of a key counts; blanks around keys and values do not, but those inside quotes do.

mod delimited;
mod loose;
mod quotes;

use crate::KernelError;
use crate::pattern::convert::convert;
use crate::string::regex_cache::compiled;
use arrow::array::ArrayRef;
use lurcher_columnar::{Builder, Column};
use lurcher_types::{Type, Value};
use regex::Regex;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// How pairs are found.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Between pairs, and between a key and its value. Without them all that is no letter or digit is a delimiter.
    pub delimiters: Option<(String, String)>,
    pub quotes: Vec<(char, char)>,
    pub escapes: Vec<char>,
    /// A value goes on to the next key.
    pub greedy: bool,
    /// With one group for the key and one for the value.
    pub regex: Option<String>,
}

/// The keys that are wanted, and how to find them.
#[derive(Debug)]
pub struct KeyValues {
    wanted: Vec<(String, Type)>,
    places: HashMap<String, usize>,
    options: Options,
    regex: Option<Arc<Regex>>,
}

/// The values of one text, in the order of the wanted keys.
type Found<'a> = Vec<Option<Cow<'a, str>>>;

impl KeyValues {
    pub fn new(wanted: Vec<(String, Type)>, options: Options) -> Result<KeyValues, KernelError> {
        let regex = options.regex.as_deref().map(compiled).transpose()?;
        if let Some(regex) = &regex
            && regex.captures_len() != 3
        {
            return Err(KernelError::new(
                "parse-kv: the regular expression needs two groups, for the key and the value",
            ));
        }
        let places = wanted.iter().enumerate().map(|(i, (key, _))| (key.clone(), i)).collect();
        Ok(KeyValues { wanted, places, options, regex })
    }

    /// A column for each key.
    pub fn apply(&self, texts: &Column, rows: usize) -> Result<Vec<ArrayRef>, KernelError> {
        let mut builders: Vec<Builder> = self.wanted.iter().map(|(_, t)| Builder::new(*t, rows)).collect();
        let texts = texts.strings();
        for row in 0..rows {
            let found = self.find(texts.value(row))?;
            for ((builder, (_, t)), text) in builders.iter_mut().zip(&self.wanted).zip(found) {
                let value = text.and_then(|text| convert(&text, *t)).unwrap_or(Value::missing(*t));
                builder.push(&value);
            }
        }
        Ok(builders.into_iter().map(Builder::finish).collect())
    }

    fn find<'a>(&self, text: &'a str) -> Result<Found<'a>, KernelError> {
        if let Some(regex) = &self.regex {
            let mut found = self.nothing();
            for captures in regex.captures_iter(text) {
                let group = |i| captures.get(i).map_or("", |m| m.as_str().trim());
                self.remember(&mut found, group(1), Cow::Borrowed(group(2)));
            }
            return Ok(found);
        }
        match &self.options.delimiters {
            Some((pair, kv)) => Ok(self.delimited(text, pair, kv)),
            None => self.loose(text),
        }
    }

    fn nothing<'a>(&self) -> Found<'a> {
        vec![None; self.wanted.len()]
    }

    fn remember<'a>(&self, found: &mut Found<'a>, key: &str, value: Cow<'a, str>) {
        if let Some(slot) = self.places.get(key).and_then(|i| found.get_mut(*i))
            && slot.is_none()
        {
            *slot = Some(value);
        }
    }
}

#[cfg(test)]
mod tests;
