//! What the site is made of.

use crate::facts::Facts;
use lurcher_rules::attack::Attack;
use lurcher_rules::coverage::{self, Coverage, RuleState, Run};
use lurcher_rules::{About, Rule};
use std::sync::Arc;

/// All that is published.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    pub title: String,
    pub description: String,
    /// Where the site will stand, with a `/` at its end; JSON Feed then has whole addresses.
    pub address: Option<String>,
    /// When it was made; said only where it is given, so that the same rules give the same bytes.
    pub made: Option<String>,
    /// The clock against which exclusions expire.
    pub now: Option<i64>,
    /// In the order in which they are listed.
    pub entries: Vec<Entry>,
    /// What could not be published, and why.
    pub problems: Vec<String>,
    /// The release of ATT&CK that names come from.
    pub attack: Attack,
}

/// A rule with all that is known of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name of its page, without folder and ending.
    pub page: String,
    pub rule: Rule,
    pub about: Arc<About>,
    /// What the bound query tells, or why it does not bind.
    pub facts: Result<Facts, String>,
    pub techniques: Vec<Technique>,
    /// How far it has come on its way to covering its techniques.
    pub state: RuleState,
    /// Its tests one by one.
    pub tests: Tests,
    /// What hunts found, the oldest first; empty where no record was given.
    pub runs: Vec<Run>,
    /// What exclusions hid when they were last counted.
    pub hidden: Vec<Hidden>,
    pub provenance: Option<Provenance>,
}

/// A technique that a rule names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Technique {
    pub id: String,
    /// None where the table of ATT&CK does not have it.
    pub name: Option<String>,
    /// As rules write them: `InitialAccess`.
    pub tactics: Vec<String>,
    /// What is to be known of the id that the rule names: that it was retired, say.
    pub note: Option<String>,
}

/// What is known of a rule's tests, one by one.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Tests {
    /// It has none.
    #[default]
    None,
    /// It has so many, and no report says how they ended.
    Unknown {
        written: usize,
    },
    Ran(Tested),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tested {
    pub outcomes: Vec<TestOutcome>,
    pub strength: Option<Strength>,
    /// Tests of the rule that the report does not have.
    pub not_run: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestOutcome {
    pub name: String,
    pub passed: bool,
    pub message: Option<String>,
}

/// How many of the changed queries some test noticed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Strength {
    pub noticed: u64,
    pub changed: u64,
    /// The changes that no test noticed.
    pub unnoticed: Vec<String>,
}

/// Rows that an exclusion hid, or would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    pub exclusion: String,
    pub rows: u64,
    /// How many findings of the rule went with them, where that is told.
    pub findings: Option<u64>,
    /// Nothing was hidden: it was counted what would be.
    pub is_preview: bool,
    pub at: String,
}

/// Where a rule came from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provenance {
    pub repository: Option<String>,
    /// The file's path in the repository.
    pub path: Option<String>,
    pub commit: Option<String>,
    pub retrieved: Option<String>,
    pub licence: Option<String>,
    /// A link to the original.
    pub original: Option<String>,
    /// Whether the file still is what was fetched; none where nobody knows.
    pub unchanged: Option<bool>,
    /// The source no longer had it when it was asked last.
    pub is_gone: bool,
    /// What happened to it, the newest first: `2026-05-10: changed (1a2b3c4)`.
    pub history: Vec<String>,
    /// From the original's text to the rule's, a line each with its sign.
    pub difference: Vec<String>,
}

/// A rule's tests in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestState {
    Passing,
    Failing,
    Unknown,
    None,
}

impl TestState {
    pub const ALL: [TestState; 4] = [TestState::Passing, TestState::Failing, TestState::Unknown, TestState::None];

    pub const fn name(self) -> &'static str {
        match self {
            TestState::Passing => "passing",
            TestState::Failing => "failing",
            TestState::Unknown => "not run",
            TestState::None => "none",
        }
    }
}

impl Feed {
    /// The matrix of ATT&CK with the feed's rules: the one that `lurcher coverage` shows.
    pub fn coverage(&self) -> Coverage<'_> {
        Coverage::of(&self.attack, self.entries.iter().map(|e| (&e.rule, e.state.clone())))
    }
}

impl Strength {
    /// In percent; none where nothing could be changed.
    pub fn percent(&self) -> Option<u64> {
        self.noticed.checked_mul(100)?.checked_div(self.changed)
    }
}

impl Entry {
    /// The word by which the feed names where a rule comes from: its repository, else its pack.
    pub fn source(&self) -> String {
        let repository = self.provenance.as_ref().and_then(|p| p.repository.as_deref());
        match repository.or(self.about.source.as_ref().and_then(|s| s.repository.as_deref())) {
            Some(address) => {
                let name = address.trim_end_matches('/').trim_end_matches(".git");
                name.rsplit('/').next().filter(|n| !n.is_empty()).unwrap_or(name).to_owned()
            }
            None => self.about.name.clone().unwrap_or_else(|| "own".to_owned()),
        }
    }

    pub fn tags(&self) -> Vec<&str> {
        let mut tags = self.rule.all_tags();
        for tag in &self.about.tags {
            if !tags.iter().any(|t| t.eq_ignore_ascii_case(tag)) {
                tags.push(tag);
            }
        }
        tags
    }

    /// The tables that the query reads; those that its author names, where it does not bind.
    pub fn tables(&self) -> Vec<&str> {
        match &self.facts {
            Ok(facts) => facts.tables.iter().map(|t| t.name.as_str()).collect(),
            Err(_) => self.rule.data_types(),
        }
    }

    pub fn test_state(&self) -> TestState {
        match self.state.tests {
            coverage::Tests::Passing | coverage::Tests::NeverHitting => TestState::Passing,
            coverage::Tests::Failing => TestState::Failing,
            coverage::Tests::Unknown => TestState::Unknown,
            coverage::Tests::None => TestState::None,
        }
    }

    pub fn last_run(&self) -> Option<&Run> {
        self.runs.last()
    }
}
