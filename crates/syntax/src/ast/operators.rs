//! Tabular operators: what stands behind `|`.

use super::clauses::*;
use super::expression::{ColumnDeclaration, Expr, Name};
use super::graph::GraphParts;
use crate::Span;

#[derive(Debug, Clone, PartialEq)]
pub struct Operator {
    pub kind: OperatorKind,
    /// The whole operator.
    pub span: Span,
    /// Its keyword, as written.
    pub keyword: Span,
}

/// `name = value` before an operator's own arguments: `kind = inner`, `hint.strategy = shuffle`, `withsource = T`.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub name: Name,
    pub value: Expr,
}

/// `expr`, `name = expr`, or `(a, b) = expr`.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedExpr {
    pub names: Vec<Name>,
    /// Written with parentheses: the names take apart a result of several values.
    pub tuple: bool,
    pub value: Expr,
}

/// A name, or a pattern with `*` in it.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnPattern {
    pub text: String,
    pub wildcard: bool,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    #[default]
    Unstated,
    Asc,
    Desc,
    GrannyAsc,
    GrannyDesc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NullsOrder {
    #[default]
    Unstated,
    First,
    Last,
}

/// `expr [asc|desc] [nulls first|last]`; the expression may be `name = expr`.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordering {
    pub value: NamedExpr,
    pub direction: Direction,
    pub nulls: NullsOrder,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OperatorKind {
    /// `where` and `filter`.
    Where {
        parameters: Vec<Parameter>,
        predicate: Expr,
    },
    Extend(Vec<NamedExpr>),
    Project(Vec<NamedExpr>),
    ProjectAway(Vec<ColumnPattern>),
    ProjectKeep(Vec<ColumnPattern>),
    ProjectRename(Vec<NamedExpr>),
    ProjectReorder(Vec<(ColumnPattern, Direction)>),
    /// `project-by-names` and `project-smart`: known, rare.
    ProjectByNames(Vec<Expr>),
    Summarize {
        parameters: Vec<Parameter>,
        aggregates: Vec<NamedExpr>,
        by: Vec<NamedExpr>,
        has_by: bool,
    },
    Join {
        parameters: Vec<Parameter>,
        right: Expr,
        on: Vec<Expr>,
    },
    Lookup {
        parameters: Vec<Parameter>,
        right: Expr,
        on: Vec<Expr>,
    },
    Union {
        parameters: Vec<Parameter>,
        tables: Vec<Expr>,
    },
    /// `sort` and `order`.
    Sort {
        parameters: Vec<Parameter>,
        by: Vec<Ordering>,
    },
    Top {
        parameters: Vec<Parameter>,
        count: Expr,
        by: Ordering,
    },
    TopHitters {
        count: Expr,
        of: Expr,
        by: Option<Expr>,
    },
    TopNested(Vec<TopNestedLevel>),
    /// `take` and `limit`.
    Take {
        parameters: Vec<Parameter>,
        count: Expr,
    },
    Distinct {
        parameters: Vec<Parameter>,
        columns: Vec<NamedExpr>,
    },
    /// `count`, `count as Name`.
    Count {
        parameters: Vec<Parameter>,
        name: Option<Name>,
    },
    /// `mv-expand`, and the old `mvexpand` (`legacy`).
    MvExpand(Box<MvExpand>),
    MvApply(Box<MvApply>),
    /// `parse` (`keep_all`) and `parse-where`.
    Parse(Box<Parse>),
    ParseKv {
        source: Expr,
        columns: Vec<ColumnDeclaration>,
        properties: Vec<NamedExpr>,
    },
    MakeSeries(Box<MakeSeries>),
    Render {
        kind: Name,
        properties: Vec<(Name, Vec<Expr>)>,
    },
    As {
        parameters: Vec<Parameter>,
        name: Name,
    },
    Serialize {
        parameters: Vec<Parameter>,
        columns: Vec<NamedExpr>,
    },
    GetSchema,
    Sample(Expr),
    SampleDistinct {
        count: Expr,
        of: Expr,
    },
    Print(Vec<NamedExpr>),
    Range {
        name: Name,
        from: Expr,
        to: Expr,
        step: Expr,
    },
    Evaluate {
        parameters: Vec<Parameter>,
        call: Expr,
        schema: Option<(Vec<ColumnDeclaration>, bool)>,
    },
    Invoke(Expr),
    Reduce {
        parameters: Vec<Parameter>,
        by: Expr,
        properties: Vec<NamedExpr>,
    },
    Consume {
        parameters: Vec<Parameter>,
    },
    Fork(Vec<(Option<Name>, Expr)>),
    Facet {
        by: Vec<Expr>,
        with: Option<Expr>,
    },
    Partition {
        parameters: Vec<Parameter>,
        by: Expr,
        body: PartitionBody,
    },
    Search {
        parameters: Vec<Parameter>,
        tables: Vec<Expr>,
        predicate: Expr,
    },
    Find(Box<Find>),
    Scan(Box<Scan>),
    MacroExpand {
        parameters: Vec<Parameter>,
        group: Expr,
        name: Name,
        body: super::expression::FunctionBody,
    },
    ExecuteAndCache,
    AssertSchema(Vec<ColumnDeclaration>),
    /// The graph family and what else is only parsed so far.
    Graph {
        name: String,
        parameters: Vec<Parameter>,
        parts: GraphParts,
    },
    /// Where the text could not be read; a diagnostic says why.
    Error,
}

impl OperatorKind {
    /// The operator's name in the documentation.
    pub fn name(&self) -> &str {
        match self {
            OperatorKind::Where { .. } => "where",
            OperatorKind::Extend(_) => "extend",
            OperatorKind::Project(_) => "project",
            OperatorKind::ProjectAway(_) => "project-away",
            OperatorKind::ProjectKeep(_) => "project-keep",
            OperatorKind::ProjectRename(_) => "project-rename",
            OperatorKind::ProjectReorder(_) => "project-reorder",
            OperatorKind::ProjectByNames(_) => "project-by-names",
            OperatorKind::Summarize { .. } => "summarize",
            OperatorKind::Join { .. } => "join",
            OperatorKind::Lookup { .. } => "lookup",
            OperatorKind::Union { .. } => "union",
            OperatorKind::Sort { .. } => "sort",
            OperatorKind::Top { .. } => "top",
            OperatorKind::TopHitters { .. } => "top-hitters",
            OperatorKind::TopNested(_) => "top-nested",
            OperatorKind::Take { .. } => "take",
            OperatorKind::Distinct { .. } => "distinct",
            OperatorKind::Count { .. } => "count",
            OperatorKind::MvExpand(_) => "mv-expand",
            OperatorKind::MvApply(_) => "mv-apply",
            OperatorKind::Parse(parse) if parse.keep_all => "parse",
            OperatorKind::Parse(_) => "parse-where",
            OperatorKind::ParseKv { .. } => "parse-kv",
            OperatorKind::MakeSeries(_) => "make-series",
            OperatorKind::Render { .. } => "render",
            OperatorKind::As { .. } => "as",
            OperatorKind::Serialize { .. } => "serialize",
            OperatorKind::GetSchema => "getschema",
            OperatorKind::Sample(_) => "sample",
            OperatorKind::SampleDistinct { .. } => "sample-distinct",
            OperatorKind::Print(_) => "print",
            OperatorKind::Range { .. } => "range",
            OperatorKind::Evaluate { .. } => "evaluate",
            OperatorKind::Invoke(_) => "invoke",
            OperatorKind::Reduce { .. } => "reduce",
            OperatorKind::Consume { .. } => "consume",
            OperatorKind::Fork(_) => "fork",
            OperatorKind::Facet { .. } => "facet",
            OperatorKind::Partition { .. } => "partition",
            OperatorKind::Search { .. } => "search",
            OperatorKind::Find(_) => "find",
            OperatorKind::Scan(_) => "scan",
            OperatorKind::MacroExpand { .. } => "macro-expand",
            OperatorKind::ExecuteAndCache => "execute-and-cache",
            OperatorKind::AssertSchema(_) => "assert-schema",
            OperatorKind::Graph { name, .. } => name,
            OperatorKind::Error => "?",
        }
    }
}
