//! The names that a draft may use: those of the tables that the bound query reads, of their columns and of the answer's.

use lurcher_rules::lint::{Binding, Surroundings};
use lurcher_rules::{About, Rule};
use lurcher_semantics::bound::{Program, Rel};
use lurcher_types::Type;
use std::collections::{BTreeMap, BTreeSet};

pub type Columns = Vec<(String, Type)>;

/// Names as KQL spells them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Each table that the query reads, with all of its columns: a bound query keeps only those that it needs.
    pub tables: BTreeMap<String, Columns>,
    /// The columns of the answer.
    pub result: Columns,
    names: BTreeSet<String>,
}

impl Known {
    pub fn of(program: &Program, rule: &Rule, around: &(impl Surroundings + ?Sized)) -> Known {
        let columns = |rel: &Rel| rel.visible().map(|col| (col.name.clone(), col.kql_type)).collect::<Columns>();
        let table = |name: &String| {
            let alone = Rule { query: bracketed(name), ..Rule::default() };
            let binding = Binding { rule: &alone, about: &About::default(), with_parameters: false, exclusion: None };
            let bound = around.bind(&binding).ok()?;
            Some((name.clone(), columns(&bound.results.first()?.rel)))
        };
        let tables: BTreeMap<String, Columns> = program.tables.iter().filter_map(table).collect();
        let result: Columns = program.results.iter().flat_map(|r| columns(&r.rel)).collect();
        let of_tables = tables.iter().flat_map(|(name, columns)| columns.iter().map(|(c, _)| c).chain([name]));
        let of_result = result.iter().map(|(column, _)| column);
        let parameters = rule.overlay.parameters.iter().map(|p| &p.name);
        let names = of_tables.chain(of_result).chain(parameters).cloned().collect();
        Known { tables, result, names }
    }

    #[cfg(test)]
    pub fn with(names: &[&str]) -> Known {
        Known { names: names.iter().map(|name| (*name).to_owned()).collect(), ..Known::default() }
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

/// A name as KQL takes any name.
pub fn bracketed(name: &str) -> String {
    format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'").replace(['\n', '\r'], " "))
}
