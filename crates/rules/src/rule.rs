//! One hunt or detection as its author wrote it.

use crate::{Interval, Overlay};
use serde_json::Value;

/// A rule: a query and what its author says about it. Lists are empty where nothing is said.
#[derive(Debug, Clone, PartialEq, Default)]
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
    pub suppression: Option<Suppression>,
    pub entity_mappings: Vec<EntityMapping>,
    /// Names for columns that an alert shows, each with its column.
    pub custom_details: Vec<(String, String)>,
    /// Each row is an alert of its own, not each run.
    pub an_alert_a_row: bool,
    pub tags: Vec<String>,
    pub version: Option<String>,
    /// `Scheduled`, `NRT`, …
    pub kind: Option<String>,
    /// A custom detection that looks at rows as they come.
    pub is_continuous: bool,
    pub status: Option<String>,
    /// What the hunt supposes about the adversary.
    pub hypothesis: Option<String>,
    /// How much a finding is worth: `low`, `medium` or `high` as written.
    pub confidence: Option<String>,
    /// The id of the public rule whose purpose this one serves.
    pub derived_from: Option<String>,
    /// Every other key, in the order of the file.
    pub other: Vec<(String, Value)>,
    /// What the file beside the rule says.
    pub overlay: Overlay,
}

impl Rule {
    /// What the hunt supposes about the adversary: the overlay's words before the rule's own, and so below.
    pub fn hypothesis(&self) -> Option<&str> {
        self.overlay.hypothesis.as_deref().or(self.hypothesis.as_deref())
    }

    pub fn severity(&self) -> Option<Severity> {
        self.overlay.severity.or(self.severity)
    }

    pub fn confidence(&self) -> Option<&str> {
        self.overlay.confidence.as_deref().or(self.confidence.as_deref())
    }

    pub fn status(&self) -> Option<&str> {
        self.overlay.status.as_deref().or(self.status.as_deref())
    }

    pub fn tactics(&self) -> &[String] {
        if self.overlay.tactics.is_empty() { &self.tactics } else { &self.overlay.tactics }
    }

    pub fn techniques(&self) -> &[String] {
        if self.overlay.techniques.is_empty() { &self.techniques } else { &self.overlay.techniques }
    }

    /// The rule's own tags, then the overlay's, each once.
    pub fn all_tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = Vec::new();
        for tag in self.tags.iter().chain(&self.overlay.tags) {
            if !tags.iter().any(|t| t.eq_ignore_ascii_case(tag)) {
                tags.push(tag);
            }
        }
        tags
    }

    /// Runs every minute over the rows that came in that minute: Sentinel's rules of the kind `NRT`, and Defender's custom
    /// detections that run continuously.
    pub fn is_near_real_time(&self) -> bool {
        self.is_continuous || self.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("nrt"))
    }

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

pub const SEVERITIES: &[&str] = &["Informational", "Low", "Medium", "High"];

impl Severity {
    /// Reads a severity, ignoring case.
    pub fn from_name(name: &str) -> Option<Severity> {
        let all = [Severity::Informational, Severity::Low, Severity::Medium, Severity::High];
        all.into_iter().find(|s| s.name().eq_ignore_ascii_case(name.trim()))
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

/// As rules write them: short, or as the service's API names them.
pub const TRIGGER_OPERATORS: &[&str] = &["gt", "lt", "eq", "ne", "GreaterThan", "LessThan", "Equal", "NotEqual"];

impl TriggerOperator {
    /// Reads an operator, ignoring case.
    pub fn from_name(name: &str) -> Option<TriggerOperator> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "gt" | "greaterthan" => TriggerOperator::GreaterThan,
            "lt" | "lessthan" => TriggerOperator::LessThan,
            "eq" | "equal" => TriggerOperator::Equal,
            "ne" | "notequal" => TriggerOperator::NotEqual,
            _ => return None,
        })
    }
}

/// After it fired, a rule may be silent for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    pub duration: Interval,
    pub enabled: bool,
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
