//! How strong a rule's tests are: which changes of its query they notice.

/// What is done to a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Dropped,
    Negated,
}

impl Change {
    pub const ALL: [Change; 2] = [Change::Dropped, Change::Negated];

    pub fn name(self) -> &'static str {
        match self {
            Change::Dropped => "dropped",
            Change::Negated => "negated",
        }
    }
}

/// The query with one predicate changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The predicate as written.
    pub predicate: String,
    /// Its file, line and column.
    pub place: String,
    pub change: Change,
    /// The first test that no longer passes.
    pub noticed_by: Option<String>,
}

/// Every mutant of a rule. One that answers as the query itself does counts as well: a predicate that changes nothing is
/// worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strength {
    pub mutants: Vec<Mutant>,
}

impl Strength {
    pub fn noticed(&self) -> usize {
        self.mutants.iter().filter(|m| m.noticed_by.is_some()).count()
    }

    pub fn unnoticed(&self) -> impl Iterator<Item = &Mutant> {
        self.mutants.iter().filter(|m| m.noticed_by.is_none())
    }

    /// In whole percent, rounded down; nothing for a rule without predicates.
    pub fn percent(&self) -> Option<usize> {
        (self.noticed() * 100).checked_div(self.mutants.len())
    }
}
