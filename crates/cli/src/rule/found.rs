//! What an answer says of a rule: whether it fires, and with which findings.

use lurcher_engine::{Answer, Checked};
use lurcher_rules::Rule;
use lurcher_rules::finding::{self, Column, Finding, Found};

/// Rules with this tag show what there is, and accuse nobody.
const OVERVIEW: &str = "overview";

pub fn is_overview(rule: &Rule) -> bool {
    rule.all_tags().iter().any(|t| t.eq_ignore_ascii_case(OVERVIEW))
}

/// Whether so many rows are what the rule warns of.
pub fn fires(rule: &Rule, rows: usize) -> bool {
    match rule.trigger {
        Some(trigger) => trigger.fires(rows as u64),
        None => rows > 0,
    }
}

pub fn row_count(answer: &Answer) -> usize {
    answer.tables.iter().map(|t| t.row_count()).sum()
}

/// The columns that the last grouping of each result was by.
pub type Keys = Vec<Option<Vec<String>>>;

pub fn keys(checked: &Checked) -> Keys {
    checked.program.results.iter().map(|r| r.keys()).collect()
}

/// The findings of a rule that fires; none of one that does not, or that accuses nobody.
pub fn findings(rule: &Rule, keys: &Keys, answer: &Answer) -> Vec<Finding> {
    let rows = row_count(answer);
    if is_overview(rule) || !fires(rule, rows) {
        return Vec::new();
    }
    if rows == 0 {
        return vec![finding::of_absence(rule)];
    }
    let columns: Vec<Vec<Column>> = answer
        .tables
        .iter()
        .map(|t| t.columns.iter().map(|c| Column { name: c.name.clone(), kql_type: c.kql_type }).collect())
        .collect();
    let tables = answer.tables.iter().zip(&columns).enumerate().map(|(at, (table, columns))| Found {
        columns,
        keys: keys.get(at).and_then(Option::as_deref),
        rows: table.rows(),
    });
    finding::findings(rule, tables)
}
