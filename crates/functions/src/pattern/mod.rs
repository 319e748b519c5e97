//! The patterns of `parse` and `parse-where`: `* "id=" id:long ", name=" name *`.
//!
//! A pattern is compiled once. Where literals alone decide (the rule in simple and relaxed mode) the text is searched
//! for them one after the other; otherwise the pattern becomes a regular expression, linear in the text as all are.

mod apply;
pub(crate) mod convert;
mod literals;
mod regexes;
mod shape;

#[cfg(test)]
mod tests;

use literals::Literals;
use lurcher_types::Type;
use regexes::Regexes;
use std::fmt;

/// One part of a pattern, as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// `*`
    Skip,
    /// A string literal; in regex mode a regular expression.
    Text(String),
    /// `name` or `name:type`.
    Column { name: String, kql_type: Type },
}

/// `kind=`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// One column that fails to convert fails the row.
    Simple,
    /// A column that fails to convert is null.
    Relaxed,
    Regex,
}

/// Why a pattern is refused, with Kusto's error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    pub code: &'static str,
    pub message: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}

fn refuse(code: &'static str, message: impl Into<String>) -> PatternError {
    PatternError { code, message: message.into() }
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    mode: Mode,
    columns: Vec<(String, Type)>,
    matcher: Matcher,
}

#[derive(Debug, Clone)]
enum Matcher {
    Literals(Literals),
    Regexes(Regexes),
}

impl Pattern {
    /// Checks and compiles a pattern. `flags` is the text after `flags=`, empty where there is none.
    pub fn compile(parts: &[Part], mode: Mode, flags: &str) -> Result<Pattern, PatternError> {
        if mode != Mode::Regex && !flags.is_empty() {
            return Err(refuse("SEM0472", "parse: `flags` needs `kind=regex`"));
        }
        let parts = joined(parts);
        check(&parts, mode)?;
        let columns = parts
            .iter()
            .filter_map(|part| match part {
                Part::Column { name, kql_type } => Some((name.clone(), *kql_type)),
                _ => None,
            })
            .collect();
        let matcher = match mode {
            Mode::Regex => Matcher::Regexes(Regexes::from_regex(&parts, flags)?),
            _ => match Literals::new(&parts) {
                Some(literals) => Matcher::Literals(literals),
                None => Matcher::Regexes(Regexes::from_simple(&parts)?),
            },
        };
        Ok(Pattern { mode, columns, matcher })
    }

    /// The columns in order, with their types.
    pub fn columns(&self) -> &[(String, Type)] {
        &self.columns
    }
}

/// Joins neighbouring literals and neighbouring stars.
fn joined(parts: &[Part]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) if !text.is_empty() && !before.is_empty() => {
                before.push_str(text)
            }
            (Some(Part::Skip), Part::Skip) => {}
            _ => out.push(part.clone()),
        }
    }
    out
}

fn check(parts: &[Part], mode: Mode) -> Result<(), PatternError> {
    for (i, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) if text.is_empty() => {
                return Err(refuse("SEM0476", "parse: a string of the pattern is empty"));
            }
            Part::Column { name, kql_type } => {
                // The first column may stand at the very start: it takes what is before the first string.
                let before = i.checked_sub(1).and_then(|i| parts.get(i));
                if i > 0 && !matches!(before, Some(Part::Text(_))) {
                    return Err(refuse("SEM0476", format!("parse: column `{name}` does not follow a string literal")));
                }
                let before_star = parts.get(i + 1) == Some(&Part::Skip);
                if before_star && mode != Mode::Regex && shape::shape(*kql_type, mode).is_none() {
                    return Err(refuse(
                        "SEM0476",
                        format!(
                            "parse: column `{name}` of type {kql_type} cannot stand before `*`; put a string between them"
                        ),
                    ));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
