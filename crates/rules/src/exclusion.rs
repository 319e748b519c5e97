//! A false positive that somebody owns: a predicate with a reason, and an end.

use crate::Place;
use crate::dates::Moment;
use crate::node::Embedded;
use crate::overlay::DraftedBy;
use crate::reading::Reading;

/// Who answers for what a model drafted, until somebody does.
pub const NOBODY: &str = "nobody yet";

/// Rows for which a predicate is true are hidden.
#[derive(Debug, Clone, PartialEq)]
pub struct Exclusion {
    /// What the ledger of hidden rows calls it.
    pub id: String,
    /// The harmless thing, in prose.
    pub scenario: String,
    /// The KQL predicate.
    pub predicate: Embedded,
    pub applies_to: AppliesTo,
    pub owner: String,
    pub reason: String,
    pub ticket: Option<String>,
    pub created: Moment,
    pub expires: Option<Moment>,
    pub enabled: bool,
    /// The model that wrote it, if one did.
    pub drafted: Option<DraftedBy>,
    /// The file it stands in, relative to the pack.
    pub path: String,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppliesTo {
    /// Rows of this table, before the query sees them.
    Table(String),
    /// Rows of the answer.
    Result,
}

impl Exclusion {
    /// Whether its time is over.
    pub fn is_expired(&self, now: i64) -> bool {
        self.expires.as_ref().is_some_and(|expires| expires.ticks <= now)
    }

    /// Whether it hides anything at all at this time.
    pub fn is_in_force(&self, now: i64) -> bool {
        self.enabled && !self.is_expired(now)
    }

    /// `pack.lurcher.yaml:12:5`
    pub fn place_text(&self) -> String {
        format!("{}:{}:{}", self.path, self.place.line, self.place.column)
    }
}

impl AppliesTo {
    pub fn name(&self) -> &str {
        match self {
            AppliesTo::Table(name) => name,
            AppliesTo::Result => "result",
        }
    }
}

/// The exclusions of a file that holds what its shape says.
pub fn all(path: &str, file: Reading) -> Vec<Exclusion> {
    file.items("exclusions").filter_map(|item| one(path, item)).collect()
}

fn one(path: &str, item: Reading) -> Option<Exclusion> {
    let drafted = item.record("drafted").and_then(DraftedBy::read);
    Some(Exclusion {
        id: item.needed("id"),
        scenario: item.needed("scenario"),
        predicate: item.get("where")?.embedded()?,
        applies_to: match item.text("appliesTo") {
            Some(name) if !name.eq_ignore_ascii_case("result") => AppliesTo::Table(name),
            _ => AppliesTo::Result,
        },
        owner: item.needed("owner"),
        reason: item.needed("reason"),
        ticket: item.text("ticket"),
        created: Moment::parse(&item.needed("created"))?,
        expires: item.text("expires").and_then(|t| Moment::parse(&t)),
        // What a model wrote hides nothing before somebody says so.
        enabled: item.bool("enabled").unwrap_or(drafted.is_none()),
        drafted,
        path: path.to_owned(),
        place: item.0.place,
    })
}
