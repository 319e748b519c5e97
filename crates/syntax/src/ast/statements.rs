//! Statements: what `;` separates.

use super::expression::{Expr, FunctionParameter, Name};
use crate::Span;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    pub statements: Vec<Statement>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub kind: StatementKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `let name = value`; the value may be scalar, tabular or a function.
    Let {
        name: Name,
        value: Expr,
    },
    /// `set option = value`, or `set option` for true.
    Set {
        option: Name,
        value: Option<Expr>,
    },
    /// `declare query_parameters(a: long = 5)`.
    QueryParameters(Vec<FunctionParameter>),
    /// `declare pattern p = (a: string)[b: string] { ("x").["y"] = { … }; }`.
    Pattern(Box<Pattern>),
    /// `alias database name = cluster("c").database("d")`.
    Alias {
        name: Name,
        value: Expr,
    },
    /// `restrict access to (a, b*)`.
    Restrict(Vec<Expr>),
    /// A query proper.
    Expression(Expr),
    Error,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    pub name: Name,
    pub arguments: Vec<FunctionParameter>,
    pub path: Option<FunctionParameter>,
    pub matches: Vec<PatternMatch>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PatternMatch {
    pub arguments: Vec<Expr>,
    pub path: Option<Expr>,
    pub body: super::expression::FunctionBody,
}
