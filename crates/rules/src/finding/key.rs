//! What tells two findings of one rule apart.
//!
//! The columns that the query's last grouping was by; where there is none, those that name entities; where there are none
//! either, all texts. What is counted, measured or dated changes from run to run, and never takes part.

use super::Column;
use super::recognised::{self, FOLDED_KINDS};
use crate::Rule;
use lurcher_types::{Type, Value};

pub struct Key {
    /// Place in the row, name, and whether case is no difference.
    parts: Vec<(usize, String, bool)>,
}

impl Key {
    pub fn of(rule: &Rule, columns: &[Column], keys: Option<&[String]>) -> Key {
        let grouped = |c: &Column| keys.is_some_and(|keys| keys.contains(&c.name)) && is_lasting(c.kql_type);
        let named = |c: &Column| is_entity(rule, &c.name) && is_lasting(c.kql_type) && c.kql_type != Type::Dynamic;
        let said = |c: &Column| matches!(c.kql_type, Type::String | Type::Guid | Type::Bool);
        let tries: [&dyn Fn(&Column) -> bool; 3] = [&grouped, &named, &said];
        let chosen = tries.iter().find(|wanted| columns.iter().any(wanted));
        let parts = columns.iter().enumerate().filter(|(_, c)| chosen.is_some_and(|wanted| wanted(c)));
        let mut parts: Vec<(usize, String, bool)> =
            parts.map(|(at, c)| (at, c.name.clone(), is_folded(&c.name))).collect();
        // The order of columns is the author's taste.
        parts.sort_by(|a, b| a.1.cmp(&b.1));
        Key { parts }
    }

    pub fn of_row(&self, row: &[Value]) -> Vec<(String, String)> {
        let value = |at: usize, folded: bool| {
            let text = row.get(at).map(Value::to_text).unwrap_or_default();
            if folded { text.to_lowercase() } else { text }
        };
        self.parts.iter().map(|(at, name, folded)| (name.clone(), value(*at, *folded))).collect()
    }
}

fn is_lasting(kql_type: Type) -> bool {
    !matches!(kql_type, Type::Datetime | Type::Timespan | Type::Real | Type::Decimal)
}

fn is_entity(rule: &Rule, column: &str) -> bool {
    rule.entity_mappings.iter().flat_map(|m| &m.fields).any(|f| f.column == column)
        || recognised::of_column(column).is_some()
}

/// Addresses and domains are the same in capitals.
fn is_folded(column: &str) -> bool {
    recognised::of_column(column).is_some_and(|(set, _)| FOLDED_KINDS.contains(&set.kind))
}
