//! What a rule found: rows that speak of the same things are one finding, and have one id in every run.
//!
//! [`findings`] groups the rows of an answer. The id is made of the rule and of what the rows are about, never of counts,
//! times or the order of rows: so tomorrow's run says whether a finding is new.

mod entity;
mod id;
mod key;
mod recognised;

#[cfg(test)]
mod tests;

pub use entity::{Entity, EntityField};
pub use id::sha256;

use crate::Rule;
use key::Key;
use lurcher_types::{Type, Value};
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Entities that a finding names; more are only counted.
pub const MAX_ENTITIES: usize = 100;

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kql_type: Type,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finding {
    /// The same in every run and on every machine.
    pub id: String,
    pub entities: Vec<Entity>,
    /// How many entities there are beyond [`MAX_ENTITIES`].
    pub entities_left_out: usize,
    /// Which table of the answer, and which of its rows.
    pub table: usize,
    pub rows: Vec<usize>,
}

/// One table of an answer, with the columns that its last grouping was by, where it has one.
pub struct Found<'a, R> {
    pub columns: &'a [Column],
    pub keys: Option<&'a [String]>,
    pub rows: R,
}

/// The findings of an answer, in the order of their first rows.
pub fn findings<'a, R>(rule: &Rule, tables: impl IntoIterator<Item = Found<'a, R>>) -> Vec<Finding>
where
    R: Iterator<Item = Vec<Value>>,
{
    let mut all = Vec::new();
    for (table, found) in tables.into_iter().enumerate() {
        all.extend(of_table(rule, table, found));
    }
    all
}

/// Where too few rows are what a rule warns of: a finding without rows.
pub fn of_absence(rule: &Rule) -> Finding {
    Finding { id: id::of(&rule.id, 0, &[]), ..Finding::default() }
}

fn of_table<R: Iterator<Item = Vec<Value>>>(rule: &Rule, table: usize, found: Found<R>) -> Vec<Finding> {
    let key = Key::of(rule, found.columns, found.keys);
    let mapped = entity::places(rule, found.columns);
    let mut all: Vec<Finding> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    // Those beyond the most that a finding names, each counted once.
    let mut beyond: HashSet<(usize, u64)> = HashSet::new();
    for (at, row) in found.rows.enumerate() {
        let id = id::of(&rule.id, table, &key.of_row(&row));
        let place = *known.entry(id.clone()).or_insert(all.len());
        if place == all.len() {
            all.push(Finding { id, table, ..Finding::default() });
        }
        let Some(finding) = all.get_mut(place) else { continue };
        finding.rows.push(at);
        for entity in entity::of_row(&mapped, &row) {
            if finding.entities.contains(&entity) {
                continue;
            }
            if finding.entities.len() < MAX_ENTITIES {
                finding.entities.push(entity);
            } else if beyond.insert((place, digest(&entity))) {
                finding.entities_left_out += 1;
            }
        }
    }
    all
}

impl Finding {
    /// Lets go of what only a reader wants.
    pub fn keep_id(&mut self) {
        (self.entities, self.rows) = (Vec::new(), Vec::new());
    }
}

fn digest(entity: &Entity) -> u64 {
    let mut hasher = DefaultHasher::new();
    entity.hash(&mut hasher);
    hasher.finish()
}
