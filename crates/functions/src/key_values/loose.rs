//! Pairs without given delimiters: whatever is no letter and no digit stands between.

use super::quotes::Quotes;
use super::{Found, KeyValues};
use crate::KernelError;
use std::borrow::Cow;

impl KeyValues {
    /// Words go in pairs. Whether Kusto counts them from the start of the text, or from a key that is wanted, is not
    /// told; where the two differ there is no answer.
    pub(super) fn loose<'a>(&self, text: &'a str) -> Result<Found<'a>, KernelError> {
        let words = self.words(text);
        let mut counted = self.nothing();
        for pair in words.chunks_exact(2) {
            self.remember(&mut counted, &pair[0], pair[1].clone());
        }
        let mut looked_for = self.nothing();
        let mut at = 0;
        while let (Some(key), Some(value)) = (words.get(at), words.get(at + 1)) {
            let wanted = self.places.contains_key(key.as_ref());
            if wanted {
                self.remember(&mut looked_for, key, value.clone());
            }
            at += if wanted { 2 } else { 1 };
        }
        if counted == looked_for {
            return Ok(counted);
        }
        Err(KernelError::new("parse-kv: without delimiters it is not clear which words of this text are keys"))
    }

    fn words<'a>(&self, text: &'a str) -> Vec<Cow<'a, str>> {
        let mut quotes = Quotes::new(&self.options);
        let mut words = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((inside, behind)) = quotes.read(rest) {
                words.push(Cow::Owned(inside));
                rest = behind;
            } else if first.is_alphanumeric() {
                let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                let (word, behind) = rest.split_at(end);
                words.push(Cow::Borrowed(word));
                rest = behind;
            } else {
                rest = rest.get(first.len_utf8()..).unwrap_or("");
            }
        }
        words
    }
}
