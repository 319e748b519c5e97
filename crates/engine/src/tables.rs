//! The tables that a query may name: those with data, and all whose schema is known.

use crate::catalog::Snapshot;
use crate::functions::StoredFunctions;
use lurcher_schema::{FunctionKind, Schemas};
use lurcher_semantics::{Gives, StoredFunction, WATCHLIST_TABLE};
use lurcher_types::{Table, Type};

pub struct KnownTables<'a> {
    pub schemas: &'a Schemas,
    pub snapshot: &'a dyn Snapshot,
    pub functions: &'a StoredFunctions,
    pub database: Option<&'a str>,
}

/// What stands behind `_GetWatchlist(…)` is a table, and none that a pattern or a near miss means.
fn is_watchlist(name: &str) -> bool {
    name.starts_with(WATCHLIST_TABLE)
}

impl lurcher_semantics::Catalog for KnownTables<'_> {
    fn table(&self, name: &str) -> Option<Table> {
        match self.snapshot.table(name) {
            Some(info) => Some((*info.table).clone()),
            None => self.schemas.table(name),
        }
    }

    fn database(&self) -> Option<String> {
        self.database.map(str::to_owned)
    }

    fn function(&self, name: &str) -> Option<StoredFunction> {
        let function = self.schemas.function(name)?;
        let gives = match function.kind {
            FunctionKind::Scalar(t) => Gives::Scalar(t),
            FunctionKind::Table(columns) => Gives::Table(columns),
            FunctionKind::Extend(columns) => Gives::Extend(columns),
            FunctionKind::Database { tables, .. } => Gives::Database(tables),
        };
        // The first parameter of those behind `invoke` is the table itself.
        let own = usize::from(matches!(gives, Gives::Extend(_)));
        let parameters = function.parameters.into_iter().skip(own).map(|p| p.name).collect();
        Some(StoredFunction { parameters, gives, open: function.open })
    }

    fn parameter(&self, name: &str) -> Option<Type> {
        self.schemas.parser_parameter(name)
    }

    fn is_open(&self, table: &str) -> bool {
        lurcher_schema::is_open(table)
    }

    fn function_text(&self, name: &str) -> Option<lurcher_syntax::ast::Function> {
        self.functions.get(name).cloned()
    }

    fn nearest(&self, name: &str) -> Vec<String> {
        let with_data: Vec<String> = self.snapshot.names().into_iter().filter(|n| !is_watchlist(n)).collect();
        let mut near: Vec<String> =
            lurcher_types::nearest(name, with_data.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
        for known in self.schemas.nearest(name) {
            if !near.iter().any(|n| n == known) {
                near.push(known.to_owned());
            }
        }
        near.truncate(3);
        near
    }

    fn knows(&self, pattern: &str) -> bool {
        self.schemas.any(|name| lurcher_semantics::matches_wildcard(pattern, name))
    }

    fn column_type(&self, pattern: &str, column: &str) -> Option<Type> {
        self.schemas.column_type(|name| lurcher_semantics::matches_wildcard(pattern, name), column)
    }

    fn matching(&self, pattern: &str) -> Vec<String> {
        let mut names: Vec<String> = self.snapshot.names();
        names.retain(|n| !is_watchlist(n) && lurcher_semantics::matches_wildcard(pattern, n));
        names
    }
}
