//! The tables that a pattern such as `Device*` stands for, where no one names them: in `union Device*`, `search` and `find`.
//!
//! Those with data are read. A column that only tables without data have is there too, as their schemas say, and missing
//! in every row. There are tens of thousands of such columns, so only those become columns that the query names.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::operators::Leg;
use lurcher_syntax::Span;
use lurcher_types::Type;
use std::sync::Arc;

impl Binder<'_> {
    /// The tables with data, and one without rows for all others; nothing where no table is known by such a name.
    pub fn tables_of_pattern(&mut self, pattern: &str, span: Span) -> Result<Vec<Leg>> {
        let mut legs = Vec::new();
        let restricted = self.restriction.is_some();
        for name in self.catalog.matching(pattern) {
            if !self.may_see(&name) {
                continue;
            }
            if let Some(rel) = self.catalog_table(&name, span)? {
                legs.push((rel, Some(name)));
            }
        }
        if !restricted && self.catalog.knows(pattern) {
            let rel = self.tables_without_data(pattern, legs.is_empty(), span)?;
            legs.push((rel, Some(pattern.to_owned())));
        }
        Ok(legs)
    }

    fn tables_without_data(&mut self, pattern: &str, alone: bool, span: Span) -> Result<Rel> {
        let mut columns: Vec<Col> = Vec::new();
        for name in self.asked_of_tables.get(pattern).cloned().unwrap_or_default() {
            if let Some(kql_type) = self.catalog.column_type(pattern, &name) {
                columns.push(self.col(name, kql_type));
            }
        }
        let marker = self.col("", Type::Dynamic);
        columns.push(Col { open: Open::Tables(pattern.into()), ..marker });
        if alone {
            self.warn(format!("no table that `{pattern}` stands for has data: it is taken as empty"));
            // Which columns a workspace's own tables have is not known here: a name is taken on trust, and then cannot run.
            columns.push(self.marker(&format!("the tables {pattern}")));
        }
        self.rel(RelKind::Inline { rows: vec![] }, columns, false, span)
    }

    /// The type of a column that these columns' tables have as their schemas say; the query is bound again with it.
    pub fn column_of_tables(&mut self, columns: &[Col], name: &str) -> Option<Type> {
        let patterns: Vec<Arc<str>> = columns
            .iter()
            .filter_map(|c| match &c.open {
                Open::Tables(pattern) => Some(pattern.clone()),
                _ => None,
            })
            .collect();
        patterns.into_iter().find_map(|pattern| {
            // What was asked for before is there, unless an operator has dropped it.
            if self.asked_of_tables.get(&*pattern).is_some_and(|asked| asked.iter().any(|a| a == name)) {
                return None;
            }
            let kql_type = self.catalog.column_type(&pattern, name)?;
            let asked = (pattern.to_string(), name.to_owned());
            if !self.asked_of_tables_now.contains(&asked) {
                self.asked_of_tables_now.push(asked);
            }
            Some(kql_type)
        })
    }

    pub fn warn(&mut self, warning: String) {
        if !self.program.warnings.contains(&warning) {
            self.program.warnings.push(warning);
        }
    }
}

/// Whether this is the part without rows.
pub fn is_without_data(leg: &Leg) -> bool {
    matches!(leg.0.kind, RelKind::Inline { .. }) && leg.0.columns.iter().any(|c| matches!(c.open, Open::Tables(_)))
}

/// The parts with data alone, if there are any: what all parts have in common is asked of them.
pub fn with_data_or_all(legs: Vec<Leg>) -> Vec<Leg> {
    if legs.iter().all(is_without_data) {
        return legs;
    }
    legs.into_iter().filter(|leg| !is_without_data(leg)).collect()
}
