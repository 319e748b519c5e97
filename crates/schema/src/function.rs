//! What a helper function looks like: its parameters and what it returns.

use lurcher_types::{Column, Side, Table, Type};

/// A function that a product offers beside Kusto's builtins, such as `FileProfile` or `_Im_Dns`.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    pub name: String,
    pub side: Side,
    pub kind: FunctionKind,
    pub parameters: Vec<Parameter>,
    /// More columns (or tables, of a database) than the listed ones are possible.
    pub open: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FunctionKind {
    /// `f(x)` in an expression.
    Scalar(Type),
    /// `f(x)` where a table may stand.
    Table(Vec<Column>),
    /// `T | invoke f(x)`: the columns of `T`, then these. The first parameter is `T`.
    Extend(Vec<Column>),
    /// `f("…").SomeTable`: a scope of tables; with `own_tables`, those of this database.
    Database { own_tables: bool, tables: Vec<Table> },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub name: String,
    pub kind: ParameterKind,
    /// May be left out. Not every such parameter has a default that is known.
    pub optional: bool,
    /// The default as KQL text; a column's name for [`ParameterKind::Column`].
    pub default: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ParameterKind {
    Scalar(Type),
    /// The name of a column of that type, bare or quoted.
    Column(Type),
    /// A table with at least these columns; `(*)` asks for none.
    Table(Vec<(String, Type)>),
}
