//! What binding is handed: the language, the tables, and what a client says beside the text.

use crate::chosen::Chosen;
use crate::expressions::StoredFunction;
use crate::hidden::Hidden;
use crate::probe::Probes;
use lurcher_syntax::ast;
use lurcher_types::describe::{Entry, Kind};
use lurcher_types::{Table, Type, Value};
use std::collections::HashMap;

/// The language's functions: their descriptions, and constant folding.
pub trait Language {
    fn entry(&self, name: &str, kind: Kind) -> Option<&'static Entry>;
    fn nearest(&self, name: &str) -> Vec<&'static str>;
    /// The value of a function of constants.
    fn fold(&self, function: &str, args: &[Value], returns: Type) -> std::result::Result<Value, NoValue>;
}

/// Why a function of constants has no value.
#[derive(Debug, Clone, PartialEq)]
pub struct NoValue {
    pub why: String,
    /// What the function answers here is not known, or not built.
    pub is_unbuilt: bool,
}

/// The tables that a query may name: their schemas only.
pub trait Catalog {
    fn table(&self, name: &str) -> Option<Table>;
    /// The name of the data at hand as a database, if it was given one.
    fn database(&self) -> Option<String> {
        None
    }
    /// A function of the product whose text is not at hand.
    fn function(&self, name: &str) -> Option<StoredFunction>;
    /// The type of a parameter that the product's parsers have by this name.
    fn parameter(&self, name: &str) -> Option<Type>;
    /// The table may have more columns than its schema says.
    fn is_open(&self, table: &str) -> bool;
    /// The data at hand had this column of an open table, and it was not kept.
    fn was_left_out(&self, _table: &str, _column: &str) -> bool {
        false
    }
    /// A stored function whose text is at hand.
    fn function_text(&self, _name: &str) -> Option<ast::Function> {
        None
    }
    fn nearest(&self, name: &str) -> Vec<String>;
    /// The tables that have data and match a pattern with `*`.
    fn matching(&self, pattern: &str) -> Vec<String>;
    /// Whether the schema of any table that matches a pattern is known, with data or without.
    fn knows(&self, pattern: &str) -> bool;
    /// The type of a column that such tables have.
    fn column_type(&self, pattern: &str, column: &str) -> Option<Type>;
}

/// What a client may say about a query beside its text.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Values for `declare query_parameters`, as text.
    pub parameters: HashMap<String, String>,
    /// What is known of columns that only the data can tell.
    pub probes: Probes,
    /// Values in place of those in the text.
    pub chosen: Vec<Chosen>,
    /// Rows that the query is not to see or answer with.
    pub hidden: Vec<Hidden>,
}
