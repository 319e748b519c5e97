//! What operators with many parts hold.

use super::expression::{ColumnDeclaration, Expr, Name};
use super::operators::{ColumnPattern, Direction, NamedExpr, Operator, Ordering, Parameter};
use crate::Span;

#[derive(Debug, Clone, PartialEq)]
pub struct TopNestedLevel {
    pub count: Option<Expr>,
    pub of: NamedExpr,
    pub with_others: Option<Expr>,
    pub by: NamedExpr,
    pub direction: Direction,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MvExpand {
    pub legacy: bool,
    pub parameters: Vec<Parameter>,
    pub columns: Vec<MvColumn>,
    pub limit: Option<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MvApply {
    pub parameters: Vec<Parameter>,
    pub columns: Vec<MvColumn>,
    pub limit: Option<Expr>,
    pub id: Option<Expr>,
    pub body: Vec<Operator>,
}

/// `name = expr to typeof(T)`.
#[derive(Debug, Clone, PartialEq)]
pub struct MvColumn {
    pub value: NamedExpr,
    pub to_type: Option<Name>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Parse {
    pub keep_all: bool,
    pub parameters: Vec<Parameter>,
    pub source: Expr,
    pub pattern: Vec<ParsePart>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ParsePart {
    Star(Span),
    Text { text: String, span: Span },
    Column { name: Name, type_name: Option<Name> },
}

#[derive(Debug, Clone, PartialEq)]
pub struct MakeSeries {
    pub parameters: Vec<Parameter>,
    /// Each with its `default = value`.
    pub aggregates: Vec<(NamedExpr, Option<Expr>)>,
    pub on: NamedExpr,
    pub range: SeriesRange,
    pub by: Vec<NamedExpr>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SeriesRange {
    /// `from a to b step s`; `from` and `to` may be missing.
    FromToStep { from: Option<Expr>, to: Option<Expr>, step: Expr },
    /// The older `in range(a, b, s)`.
    InRange { from: Expr, to: Expr, step: Expr },
}

#[derive(Debug, Clone, PartialEq)]
pub enum PartitionBody {
    /// `( operators )`.
    Operators(Vec<Operator>),
    /// `{ query }`.
    Query(Expr),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    pub parameters: Vec<Parameter>,
    pub tables: Vec<Expr>,
    pub predicate: Expr,
    pub project: Vec<FindColumn>,
    pub smart: bool,
    pub project_away: Vec<ColumnPattern>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FindColumn {
    pub name: Name,
    pub type_name: Option<Name>,
    /// `pack(*)`.
    pub pack: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    pub parameters: Vec<Parameter>,
    pub order_by: Vec<Ordering>,
    pub partition_by: Vec<Expr>,
    pub declare: Vec<(ColumnDeclaration, Option<Expr>)>,
    pub steps: Vec<ScanStep>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScanStep {
    pub name: Name,
    pub optional: bool,
    /// `output = all | last | none`.
    pub output: Option<Name>,
    pub condition: Expr,
    pub assignments: Vec<NamedExpr>,
}
