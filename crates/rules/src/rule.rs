//! One hunt or detection as its author wrote it.

use serde_json::Value;

use crate::Interval;

/// A rule: a query and what its author says about it. Lists are empty where nothing is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The file, relative to the pack, with `/`.
    pub path: String,
    pub id: String,
    pub name: String,
    pub description: String,
    pub severity: Option<Severity>,
    /// ATT&CK tactics as written, such as `InitialAccess`.
    pub tactics: Vec<String>,
    /// ATT&CK techniques as written, such as `T1566.001`.
    pub techniques: Vec<String>,
    pub connectors: Vec<Connector>,
    pub query: String,
    pub query_start: Option<Place>,
    /// Line N of the query is line N of the file from `query_start` on, in the same column; not so in folded text.
    pub query_is_literal: bool,
    pub query_frequency: Option<Interval>,
    pub query_period: Option<Interval>,
    pub trigger: Option<Trigger>,
    pub entity_mappings: Vec<EntityMapping>,
    pub tags: Vec<String>,
    pub version: Option<String>,
    /// `Scheduled`, `NRT`, …
    pub kind: Option<String>,
    pub status: Option<String>,
    /// What the hunt supposes about the adversary.
    pub hypothesis: Option<String>,
    /// How much a finding is worth: `low`, `medium` or `high` as written.
    pub confidence: Option<String>,
    /// The id of the public rule whose purpose this one serves.
    pub derived_from: Option<String>,
    /// Every other key, in the order of the file.
    pub other: Vec<(String, Value)>,
}

impl Rule {
    /// The tables the author says are needed, each once, in the order of the file.
    pub fn data_types(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.connectors.iter().flat_map(|c| &c.data_types) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

/// A place in a file, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Informational,
    Low,
    Medium,
    High,
}

impl Severity {
    /// Reads a severity, ignoring case.
    pub fn from_name(name: &str) -> Option<Severity> {
        match name.to_ascii_lowercase().as_str() {
            "informational" => Some(Severity::Informational),
            "low" => Some(Severity::Low),
            "medium" => Some(Severity::Medium),
            "high" => Some(Severity::High),
            _ => None,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Severity::Informational => "Informational",
            Severity::Low => "Low",
            Severity::Medium => "Medium",
            Severity::High => "High",
        }
    }
}

/// A data source and the tables a rule wants from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connector {
    pub id: String,
    pub data_types: Vec<String>,
}

/// When a number of rows is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    pub operator: TriggerOperator,
    pub threshold: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerOperator {
    GreaterThan,
    LessThan,
    Equal,
    NotEqual,
}

impl Trigger {
    pub fn fires(self, rows: u64) -> bool {
        match self.operator {
            TriggerOperator::GreaterThan => rows > self.threshold,
            TriggerOperator::LessThan => rows < self.threshold,
            TriggerOperator::Equal => rows == self.threshold,
            TriggerOperator::NotEqual => rows != self.threshold,
        }
    }
}

/// Which columns describe an entity such as `Account` or `MailMessage`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityMapping {
    pub entity_type: String,
    pub fields: Vec<FieldMapping>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMapping {
    pub identifier: String,
    pub column: String,
}
