//! Matching by a regular expression made of the whole pattern.

use super::shape::shape;
use super::{Mode, Part, PatternError, refuse};
use lurcher_types::Type;
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// The compiled size of one pattern.
const MAX_REGEX_BYTES: usize = 10 << 20;

#[derive(Debug, Clone)]
pub struct Regexes {
    regex: Regex,
    /// The index of each column's capture.
    groups: Vec<usize>,
}

impl Regexes {
    /// Simple and relaxed mode: literal texts, from the start of the text to its end.
    pub fn from_simple(parts: &[Part]) -> Result<Regexes, PatternError> {
        let mut source = String::from(r"(?s)\A");
        let mut columns = 0;
        for (i, part) in parts.iter().enumerate() {
            match part {
                Part::Skip => source.push_str(".*?"),
                Part::Text(text) => source.push_str(&regex::escape(text)),
                Part::Column { kql_type, .. } => {
                    let before_star = parts.get(i + 1) == Some(&Part::Skip);
                    let content = shape(*kql_type, Mode::Simple).filter(|_| before_star).unwrap_or(".*?");
                    // A star that ends the pattern leaves the column free to be missing.
                    let optional = if before_star && i + 2 == parts.len() { "?" } else { "" };
                    source.push_str(&format!("({content}){optional}"));
                    columns += 1;
                }
            }
        }
        source.push_str(r"\z");
        Regexes::compile(&source, (1..=columns).collect())
    }

    /// Regex mode: regular expressions, anywhere in the text.
    pub fn from_regex(parts: &[Part], flags: &str) -> Result<Regexes, PatternError> {
        if let Some(unknown) = flags.chars().find(|c| !"ismU".contains(*c)) {
            return Err(refuse("SEM0472", format!("parse: unknown regex flag `{unknown}`; known are i, s, m and U")));
        }
        let mut source = if flags.is_empty() { String::new() } else { format!("(?{flags})") };
        let mut groups = Vec::new();
        let mut group = 0;
        for (i, part) in parts.iter().enumerate() {
            match part {
                Part::Skip => source.push_str(".*?"),
                Part::Text(text) => {
                    let text = balanced(text);
                    let compiled = Regex::new(&text).map_err(|e| {
                        refuse("SEM0476", format!("parse: bad regular expression `{text}`: {}", short(&e)))
                    })?;
                    group += compiled.captures_len() - 1;
                    // Only alternatives need a group of their own; flags set inside hold for the rest of the pattern.
                    source.push_str(&if text.contains('|') { format!("(?:{text})") } else { text });
                }
                Part::Column { name, kql_type } => {
                    if matches!(kql_type, Type::Datetime | Type::Timespan) {
                        refuse_temporal(name, i + 1 == parts.len(), flags)?;
                    }
                    let content = shape(*kql_type, Mode::Regex).unwrap_or(".*");
                    source.push_str(&format!("({content})"));
                    group += 1;
                    groups.push(group);
                }
            }
        }
        Regexes::compile(&source, groups)
    }

    fn compile(source: &str, groups: Vec<usize>) -> Result<Regexes, PatternError> {
        let regex = RegexBuilder::new(source)
            .size_limit(MAX_REGEX_BYTES)
            .build()
            .map_err(|e| refuse("SEM0476", format!("parse: the pattern does not compile: {}", short(&e))))?;
        Ok(Regexes { regex, groups })
    }

    pub fn captures(&self, text: &str, found: &mut Vec<Option<Range<usize>>>) -> bool {
        found.clear();
        let mut locations = self.regex.capture_locations();
        if self.regex.captures_read(&mut locations, text).is_none() {
            return false;
        }
        found.extend(self.groups.iter().map(|group| locations.get(*group).map(|(start, end)| start..end)));
        true
    }
}

/// Kusto's own answers are not to be relied on in these places, so a query that asks for them is refused.
fn refuse_temporal(name: &str, at_the_end: bool, flags: &str) -> Result<(), PatternError> {
    if flags.contains('U') {
        let message =
            format!("parse: column `{name}` is always null in Kusto with the flag U; parse it as string and convert");
        return Err(refuse("SEM0476", message));
    }
    if at_the_end {
        let message = format!(
            "parse: column `{name}` at the very end of a regex pattern is unreliable in Kusto; parse it as string and convert"
        );
        return Err(refuse("SEM0476", message));
    }
    Ok(())
}

/// Escapes the parentheses that have no partner, which stand for themselves.
fn balanced(text: &str) -> String {
    let mut lonely: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let (mut escaped, mut in_class) = (false, false);
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => open.push(i),
            ')' if !in_class && open.pop().is_none() => lonely.push(i),
            _ => {}
        }
    }
    lonely.extend(open);
    lonely.sort_unstable();
    let mut out = String::with_capacity(text.len() + lonely.len());
    let mut from = 0;
    for at in lonely {
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push('\\');
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The last line of a regex error, which says what is wrong.
fn short(error: &regex::Error) -> String {
    let text = error.to_string();
    text.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned()
}
