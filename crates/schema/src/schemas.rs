//! Looking tables and functions up, on one product's side or merged.

use std::collections::{BTreeMap, BTreeSet};

use lurcher_types::{Side, Table, Type};

use crate::function::FunctionKind;
use crate::{Function, SchemaError, builtin, jsonl};

/// What tables and helper functions there are. Names are case-sensitive, as in Kusto.
#[derive(Debug, Clone)]
pub struct Schemas {
    /// [`Side::Both`] is the merged view.
    side: Side,
    own_tables: BTreeMap<String, Table>,
    own_functions: BTreeMap<String, Function>,
}

impl Schemas {
    /// All built-in tables, with the columns of both products merged.
    pub fn builtin() -> Schemas {
        Schemas { side: Side::Both, own_tables: BTreeMap::new(), own_functions: BTreeMap::new() }
    }

    /// Only what one product has; [`Side::Both`] is the merged view again.
    pub fn restrict(mut self, side: Side) -> Schemas {
        self.side = side;
        self
    }

    /// Adds or replaces tables and functions: one JSON object a line, `{"name": …, "columns": [[name, type, sides], …]}`
    /// or `{"name": …, "kind": …, "parameters": …, …}`. Nothing is changed when a line is wrong.
    pub fn load_jsonl(&mut self, text: &str) -> Result<(), SchemaError> {
        let loaded = jsonl::read(text)?;
        self.own_tables.extend(loaded.tables.into_iter().map(|t| (t.name.clone(), t)));
        self.own_functions.extend(loaded.functions.into_iter().map(|f| (f.name.clone(), f)));
        Ok(())
    }

    /// Lets a table stand where only a function of that name adds columns: what the function knows, as rows of one's own.
    pub fn add_table_of_function(&mut self, name: &str) {
        let columns = match self.function(name).map(|f| f.kind) {
            Some(FunctionKind::Extend(columns)) if self.table(name).is_none() => columns,
            _ => return,
        };
        let description = format!("What `invoke {name}(…)` adds");
        self.own_tables.insert(name.to_owned(), Table { name: name.to_owned(), columns, description });
    }

    /// The table of that name with the columns of this side, in their documented order.
    pub fn table(&self, name: &str) -> Option<Table> {
        let mut table = match self.own_tables.get(name) {
            Some(own) => own.clone(),
            None => builtin::table(name)?,
        };
        table.columns.retain(|c| self.shows(c.side));
        // A table without columns is one the other product has, unless it was loaded without any.
        let known = !table.columns.is_empty() || self.side == Side::Both;
        known.then_some(table)
    }

    /// The names of all tables, alphabetically.
    pub fn names(&self) -> Vec<&str> {
        let mut names: BTreeSet<&str> =
            builtin::table_names().filter(|(_, sides)| sides.iter().any(|s| self.shows(*s))).map(|(n, _)| n).collect();
        for (name, table) in &self.own_tables {
            if self.side == Side::Both || table.columns.iter().any(|c| self.shows(c.side)) {
                names.insert(name);
            } else {
                names.remove(name.as_str());
            }
        }
        names.into_iter().collect()
    }

    /// Whether there is a table whose name is one of these.
    pub fn any(&self, matches: impl Fn(&str) -> bool) -> bool {
        self.own_tables.keys().any(|name| matches(name) && self.table(name).is_some())
            || builtin::table_names().any(|(name, sides)| matches(name) && sides.iter().any(|s| self.shows(*s)))
    }

    /// The type that a column has in tables of these names; where they disagree, in most of them.
    pub fn column_type(&self, matches: impl Fn(&str) -> bool, column: &str) -> Option<Type> {
        let own = self.own_tables.values().filter(|t| matches(&t.name));
        let own = own.filter_map(|t| t.column(column)).map(|c| (c.kql_type, c.side));
        let builtin = builtin::columns_named(column).iter();
        let builtin = builtin.filter(|c| !self.own_tables.contains_key(c.table) && matches(c.table));
        let mut votes: Vec<(Type, usize)> = Vec::new();
        for (kql_type, side) in own.chain(builtin.map(|c| (c.kql_type, c.side))) {
            if !self.shows(side) {
                continue;
            }
            match votes.iter_mut().find(|(t, _)| *t == kql_type) {
                Some((_, count)) => *count += 1,
                None => votes.push((kql_type, 1)),
            }
        }
        votes.iter().rev().max_by_key(|(_, count)| *count).map(|(t, _)| *t)
    }

    /// Up to three table names that look like a mistyped one.
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        lurcher_types::nearest(name, self.names())
    }

    /// The helper function of that name.
    pub fn function(&self, name: &str) -> Option<Function> {
        let function = match self.own_functions.get(name) {
            Some(own) => own.clone(),
            None => builtin::function(name)?,
        };
        self.shows(function.side).then_some(function)
    }

    /// The type that Sentinel's filtering parsers (`_Im_…`, `im…`) give to a parameter of this name.
    pub fn parser_parameter(&self, name: &str) -> Option<Type> {
        builtin::parser_parameters().get(name).copied()
    }

    /// All helper functions, alphabetically.
    pub fn functions(&self) -> Vec<Function> {
        let mut names: BTreeSet<&str> = builtin::function_names().collect();
        names.extend(self.own_functions.keys().map(String::as_str));
        names.into_iter().filter_map(|name| self.function(name)).collect()
    }

    /// A table of a database function's scope, such as `arg("").Resources`. A scope that is [`FunctionKind::Database`]
    /// with `own_tables` has the tables of this database.
    pub fn scoped_table(&self, function: &str, table: &str) -> Option<Table> {
        match self.function(function)?.kind {
            FunctionKind::Database { own_tables: true, .. } => self.table(table),
            FunctionKind::Database { tables, .. } => tables.into_iter().find(|t| t.name == table),
            _ => None,
        }
    }

    fn shows(&self, side: Side) -> bool {
        self.side == Side::Both || side == Side::Both || side == self.side
    }
}
