//! What a check is: everything there is to say about it stands in its own file.

use super::finding::Draft;
use super::subject::{Packs, Subject};
use std::fmt;

/// A check of `lurcher lint`.
#[derive(Debug)]
pub struct Check {
    /// `LNT004`; it never changes its meaning.
    pub code: &'static str,
    pub name: &'static str,
    pub level: Level,
    /// What it finds, in a sentence.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Files in which it finds something.
    pub found: Example,
    /// Files in which it finds nothing.
    pub not_found: Example,
    pub run: Run,
}

/// How a check looks.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// At one rule after the other.
    Rule(fn(&Subject) -> Vec<Draft>),
    /// At all rules together; each finding is about the rule of that number.
    Packs(fn(&Packs) -> Vec<(usize, Draft)>),
    /// At allowances, once all other checks have run.
    Allowances,
}

/// Small files of a pack, by name.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    pub files: &'static [(&'static str, &'static str)],
    /// The state that `--against` names.
    pub before: &'static [(&'static str, &'static str)],
}

impl Example {
    pub const fn new(files: &'static [(&'static str, &'static str)]) -> Example {
        Example { files, before: &[] }
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth a thought.
    Note,
    /// Likely not what is meant.
    Warning,
    /// The rule does not do what it says.
    Error,
}

impl Level {
    /// As SARIF names it too.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
