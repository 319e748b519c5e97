//! Pairs between delimiters that are given.

use super::quotes::Quotes;
use super::{Found, KeyValues};
use std::borrow::Cow;

impl KeyValues {
    pub(super) fn delimited<'a>(&self, text: &'a str, pair: &str, kv: &str) -> Found<'a> {
        let mut found = self.nothing();
        let mut quotes = Quotes::new(&self.options);
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            if let Some(behind) = rest.strip_prefix(pair) {
                rest = behind;
                continue;
            }
            if rest.is_empty() {
                return found;
            }
            let key: Cow<str>;
            match key_at(rest, pair, kv, &mut quotes) {
                Key::Found(k, behind) => (key, rest) = (k, behind),
                Key::None(behind) => {
                    rest = behind;
                    continue;
                }
            }
            while !rest.starts_with(pair)
                && let Some(c) = rest.chars().next().filter(|c| c.is_whitespace())
            {
                rest = &rest[c.len_utf8()..];
            }
            if let Some((value, behind)) = quotes.read(rest) {
                self.remember(&mut found, &key, Cow::Owned(value));
                rest = behind.split_once(pair).map_or("", |(_, next)| next);
                continue;
            }
            let (value, behind) = if self.options.greedy {
                up_to_next_key(rest, pair, kv, &quotes)
            } else {
                rest.split_once(pair).unwrap_or((rest, ""))
            };
            self.remember(&mut found, &key, Cow::Borrowed(value.trim()));
            rest = behind;
        }
    }
}

enum Key<'a> {
    /// A key, and what stands behind its delimiter.
    Found(Cow<'a, str>, &'a str),
    /// What stands behind a piece that has no key.
    None(&'a str),
}

fn key_at<'a>(text: &'a str, pair: &str, kv: &str, quotes: &mut Quotes) -> Key<'a> {
    if let Some((key, behind)) = quotes.read(text)
        && let Some(behind) = behind.strip_prefix(kv).or_else(|| behind.trim_start().strip_prefix(kv))
    {
        return Key::Found(Cow::Owned(key), behind);
    }
    // The delimiter of the key stands before that of the pair; nothing behind is looked at, so that all is one pass.
    let piece = text.split_once(pair).map_or(text, |(piece, _)| piece);
    match piece.split_once(kv) {
        Some((key, _)) => {
            let behind = text.get(key.len() + kv.len()..).unwrap_or("");
            Key::Found(Cow::Borrowed(key.trim()), behind)
        }
        None => Key::None(text.get(piece.len() + pair.len()..).unwrap_or("")),
    }
}

/// The value, and the text from the next key on.
fn up_to_next_key<'a>(text: &'a str, pair: &str, kv: &str, quotes: &Quotes) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|t| t.find(kv)) {
        let before = text.get(from..from + at).unwrap_or("");
        let head = before.trim_end();
        let key_begins = quotes.begins(head).unwrap_or(head.len());
        if let Some(end) = head.get(..key_begins).and_then(|h| h.rfind(pair)) {
            let end = from + end;
            return (text.get(..end).unwrap_or(""), text.get(end + pair.len()..).unwrap_or(""));
        }
        from += at + kv.len();
    }
    (text, "")
}
