//! What the graph operators hold.

use super::expression::{ColumnDeclaration, Expr, Name};
use super::operators::NamedExpr;
use crate::Span;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct GraphParts {
    /// Tables and keys of `make-graph`, in written order.
    pub exprs: Vec<Expr>,
    /// `(a)-[e]->(b)`; the one of `make-graph` is `a --> b`.
    pub patterns: Vec<Vec<GraphElement>>,
    /// Behind `where`.
    pub predicate: Option<Expr>,
    /// Behind `project`; `nodes as N` of `graph-to-table`; the clauses of `inline_external_table`.
    pub outputs: Vec<NamedExpr>,
    /// The columns of `inline_external_table`.
    pub schema: Vec<ColumnDeclaration>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum GraphElement {
    /// `(name)`.
    Node { name: Option<Name>, span: Span },
    /// `-->`, `<-[name]-`, `-[name*1..3]->`.
    Edge { name: Option<Name>, direction: EdgeDirection, length: Option<(Expr, Expr)>, span: Span },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeDirection {
    Forward,
    Backward,
    Any,
}
