//! Why a file, or a part of it, is not what a rule should be.

use std::fmt;

use crate::Place;

/// Something wrong with a file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the pack, with `/`.
    pub path: String,
    pub place: Option<Place>,
    pub code: ProblemCode,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemCode {
    /// The file cannot be read, or lies outside the pack.
    File,
    /// A named limit is passed.
    Limit,
    /// It is not YAML.
    Yaml,
    /// A key stands twice in one mapping.
    DuplicateKey,
    /// What a rule needs is missing or empty.
    Missing,
    /// A value is not of the kind its key wants.
    Value,
    /// Two rules have the same id.
    DuplicateId,
    /// The rule is kept, but a tactic or technique is not one of ATT&CK's.
    Attack,
    /// The rule is kept; an id was made for it.
    NoId,
}

impl ProblemCode {
    /// Whether the rule could be kept nevertheless.
    pub fn is_warning(self) -> bool {
        matches!(self, ProblemCode::Attack | ProblemCode::NoId)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{}:{}:{}: {}", self.path, place.line, place.column, self.message),
            // A problem of the pack as a whole says its path itself.
            None if self.path.is_empty() => write!(f, "{}", self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}
