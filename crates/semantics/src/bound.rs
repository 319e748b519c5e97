//! The bound tree: every name resolved to an id, every expression typed. No text is needed beyond this point.

pub use crate::clauses::*;
pub use crate::graph::*;
pub use crate::program::*;
pub use crate::rows::*;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::sync::Arc;

/// A column, unique within a program however often its table is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColumnId(pub u32);

/// A column of a relation. One without a name is the binder's own and never shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Col {
    pub id: ColumnId,
    pub name: String,
    pub kql_type: Type,
    pub open: Open,
}

/// What is not known of a column, where a query calls a function whose text is not at hand. Such a query binds, so that
/// an author sees its mistakes; it does not run.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Open {
    #[default]
    No,
    /// Its type: `kql_type` is dynamic only because something must stand there.
    Type,
    /// A hidden column that stands for those of this function which nobody has listed.
    Columns(Arc<str>),
    /// A hidden column that stands for those of the known tables without data that this pattern means.
    Tables(Arc<str>),
}

/// A tabular expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Rel {
    pub kind: RelKind,
    pub columns: Vec<Col>,
    /// The order of rows is meant: after `sort`, `top`, `serialize`, `range`.
    pub serialized: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RelKind {
    /// A table of the catalog; the outputs name its columns in order.
    Table {
        name: String,
        source_columns: Vec<String>,
    },
    /// Rows that stand in the query.
    Inline {
        rows: Vec<Vec<Value>>,
    },
    /// The table that an earlier step computed; the outputs stand for its columns in order.
    Step(StepId),
    Range {
        from: Expr,
        to: Expr,
        step: Expr,
    },
    Filter {
        input: Box<Rel>,
        predicate: Expr,
    },
    /// Each output column and what it is; also `extend`, `project-away` and every renaming.
    Project {
        input: Box<Rel>,
        outputs: Vec<Expr>,
    },
    /// Group keys first, then aggregates: one output column each, in this order.
    Aggregate {
        input: Box<Rel>,
        keys: Vec<Expr>,
        aggregates: Vec<AggregateCall>,
    },
    Join {
        kind: JoinKind,
        left: Box<Rel>,
        right: Box<Rel>,
        on: Vec<(Expr, Expr)>,
    },
    /// Output column `i` comes from `columns[leg][i]`, or is missing there.
    Union {
        legs: Vec<Rel>,
        columns: Vec<Vec<Option<Expr>>>,
    },
    Sort {
        input: Box<Rel>,
        by: Vec<SortKey>,
    },
    /// The first `count` rows, per value of `per` if there is one.
    Take {
        input: Box<Rel>,
        count: Expr,
        per: Option<ColumnId>,
    },
    /// The first `count` rows of every combination of keys.
    FirstPer {
        input: Box<Rel>,
        count: Expr,
        keys: Vec<Expr>,
    },
    /// The input's columns, then one per key, by its value in the pairs of a text.
    ParseKv {
        input: Box<Rel>,
        source: Expr,
        keys: Vec<String>,
        options: Box<KeyValueOptions>,
    },
    /// `count` random rows.
    Sample {
        input: Box<Rel>,
        count: Expr,
    },
    /// The input's columns, then one column per list, then the index.
    MvExpand {
        input: Box<Rel>,
        lists: Vec<ExpandedList>,
        kind: ExpandKind,
        limit: Option<u64>,
        with_index: bool,
    },
    /// The input's columns, then the pattern's.
    Parse {
        input: Box<Rel>,
        source: Expr,
        pattern: ParsePattern,
        keep_all: bool,
    },
    /// The group keys, the series, then the axis.
    MakeSeries(Box<MakeSeries>),
    /// What `evaluate` calls: a kernel over the input's rows.
    Plugin(Box<PluginCall>),
    /// The input's columns, then one per window call; within each value of `per` if there is one.
    Window {
        input: Box<Rel>,
        calls: Vec<WindowCall>,
        per: Option<ColumnId>,
    },
    /// A walk over the rows by the operator's own rule, given the values of `args`.
    Rows {
        input: Box<Rel>,
        args: Vec<Expr>,
        operator: Box<RowsOperator>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub kql_type: Type,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    Column(ColumnId),
    /// A value that depends on a column of unknown type; see [`Open`]. With type dynamic its own type is unknown too.
    Unknown,
    Literal(Value),
    /// The value of a [`StepKind::Scalar`] step.
    Scalar(StepId),
    /// A function of the table by its canonical name, operators included; the arguments have the types it takes.
    Call {
        function: &'static str,
        args: Vec<Expr>,
    },
    /// A comparison of two operands of one type, by Kusto's rules for null.
    Compare {
        op: CompareOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    /// Membership in a list of values, or in a [`StepKind::Set`] step: `function` is `in`, `in~`, `has_any` or `has_all`.
    InSet {
        function: &'static str,
        value: Box<Expr>,
        set: StepId,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOp {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AggregateCall {
    /// The canonical name; `arg_max`, `arg_min`, `take_any` and `percentiles` have several outputs.
    pub function: &'static str,
    pub args: Vec<Expr>,
    /// The output columns it fills, as many as it gives values.
    pub outputs: Vec<Col>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct WindowCall {
    pub function: &'static str,
    pub args: Vec<Expr>,
    pub output: Col,
    pub span: Span,
}

/// A plugin at its place: its answer is `Rel::columns`, after the input's own columns if it keeps them.
#[derive(Debug, Clone, PartialEq)]
pub struct PluginCall {
    /// The name in the table of functions.
    pub plugin: &'static str,
    pub input: Rel,
    /// What is computed for each row of the input and handed over.
    pub args: Vec<Expr>,
    /// What is one value for the whole call: literals and scalar steps.
    pub constants: Vec<Expr>,
    /// A [`StepKind::Lookup`] step.
    pub lookup: Option<StepId>,
    pub keeps_input: bool,
    /// The rows of each value of the last argument are answered alone, and that value stands behind the answer where the input
    /// is not kept.
    pub per: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JoinKind {
    Inner,
    InnerUnique,
    LeftOuter,
    RightOuter,
    FullOuter,
    LeftSemi,
    RightSemi,
    LeftAnti,
    RightAnti,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SortKey {
    pub value: Expr,
    pub descending: bool,
    pub nulls_first: bool,
}

impl Col {
    /// Whether it stands for columns that nobody has listed.
    pub fn is_marker(&self) -> bool {
        matches!(self.open, Open::Columns(_) | Open::Tables(_))
    }
}

impl Expr {
    pub fn literal(value: Value, span: Span) -> Expr {
        Expr { kql_type: value.kql_type(), kind: ExprKind::Literal(value), span }
    }

    pub fn column(col: &Col, span: Span) -> Expr {
        let kind = if col.open == Open::Type { ExprKind::Unknown } else { ExprKind::Column(col.id) };
        Expr { kind, kql_type: col.kql_type, span }
    }

    /// A value of this type that depends on a column of unknown type.
    pub fn unknown(kql_type: Type, span: Span) -> Expr {
        Expr { kind: ExprKind::Unknown, kql_type, span }
    }

    /// Nobody knows its type.
    pub fn is_unknown(&self) -> bool {
        self.kind == ExprKind::Unknown && self.kql_type == Type::Dynamic
    }

    pub fn call(function: &'static str, args: Vec<Expr>, returns: Type, span: Span) -> Expr {
        Expr { kind: ExprKind::Call { function, args }, kql_type: returns, span }
    }

    pub fn as_literal(&self) -> Option<&Value> {
        match &self.kind {
            ExprKind::Literal(value) => Some(value),
            _ => None,
        }
    }
}

impl Rel {
    pub fn col(&self, name: &str) -> Option<&Col> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// The hidden columns that stand for more columns than are listed.
    pub fn markers(&self) -> impl Iterator<Item = &Col> {
        self.columns.iter().filter(|c| c.is_marker())
    }

    /// The columns a user sees.
    pub fn visible(&self) -> impl Iterator<Item = &Col> {
        self.columns.iter().filter(|c| !c.name.is_empty())
    }
}
