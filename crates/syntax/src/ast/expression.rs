//! Scalar and tabular expressions. KQL tells the two apart only by binding, so the tree has one kind of expression.

use super::operators::{NamedExpr, Operator, Parameter};
use super::statements::Statement;
use crate::Span;

/// Cloning and dropping cost no stack for long rows, see `chains.rs`.
#[derive(Debug, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

/// A name as it is meant: quotes and brackets of `['a b']` are gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    pub text: String,
    pub span: Span,
    /// Written as `['…']` or `["…"]`, which may hold blanks and keywords.
    pub quoted: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    Name(Name),
    /// A name with `*` in it where a table or column pattern may stand: `Email*`, `*_CL`.
    Wildcard(String),
    Literal(Literal),
    /// `f(a, n = b)`. `toscalar`, `materialize`, `view` and friends are calls too; their arguments may be tabular.
    Call(Box<Call>),
    /// `a.b`: a path into a dynamic, or a qualified name such as `database("d").T`.
    Member {
        base: Box<Expr>,
        name: Name,
    },
    /// `a.f(x)`: `database("d").f(x)`, `pattern("a").view`.
    MemberCall {
        base: Box<Expr>,
        call: Box<Call>,
    },
    /// `a[i]`, and `a.[i]`, which means the same.
    Index {
        base: Box<Expr>,
        index: Box<Expr>,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        op_span: Span,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `x between (low .. high)`.
    Between {
        negated: bool,
        op_span: Span,
        value: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
    },
    /// `x in (a, b)`, `x has_any (T | project y)`.
    InList {
        op: ListOp,
        op_span: Span,
        value: Box<Expr>,
        list: Vec<Expr>,
    },
    /// `*` where it stands for every column.
    Star,
    /// `typeof(string)`, `typeof(a:long, b:string)`.
    TypeOf(TypeOf),
    /// `(…)`; kept, because it bounds paths and pipelines.
    Paren(Box<Expr>),
    /// `source | op | op`.
    Pipe(Box<Pipe>),
    /// An operator that begins a pipeline: `print`, `range`, `union`, `search`, `find`, `evaluate`, `macro-expand` ….
    Source(Box<Operator>),
    DataTable(Box<DataTable>),
    ExternalData(Box<ExternalData>),
    /// `{ let …; body }` or `(args) { … }`: only as the value of a `let`, see [`FunctionBody`].
    Function(Box<Function>),
    /// `[a, b]` where the grammar has a list (entity groups …).
    List(Vec<Expr>),
    /// Where the text could not be read; a diagnostic says why.
    Error,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pipe {
    pub source: Expr,
    pub operators: Vec<Operator>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub name: Name,
    pub arguments: Vec<Argument>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `n` of `n = value`.
    pub name: Option<Name>,
    pub value: Expr,
}

/// A literal, already read into its value's parts; the text forms are the lexer's business.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Bool(bool),
    /// `int(5)`; a bare integer is a `Long`.
    Int(i32),
    Long(i64),
    Real(f64),
    /// The text inside `decimal(…)`, checked to be a decimal.
    Decimal(String),
    /// The text that the quotes mean, neighbours already joined. `hidden` for `h"…"`.
    String {
        text: String,
        hidden: bool,
    },
    /// The text inside `datetime(…)`; empty for `datetime()`, which is now.
    Datetime(String),
    /// The text of a timespan: `1d`, or what stands inside `timespan(…)`.
    Timespan(String),
    /// The sixteen hex-pairs of a guid, checked.
    Guid(String),
    /// The text inside `dynamic(…)`, as written; a later stage encodes it.
    Dynamic(String),
    /// `long(null)`, `datetime(null)` …: the type's name as written.
    Null(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    Minus,
    Plus,
}

/// Operators between two scalars; `!has` and its kin are operators of their own, as in the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    EqualTilde,
    NotEqualTilde,
    Has,
    NotHas,
    HasCs,
    NotHasCs,
    HasPrefix,
    NotHasPrefix,
    HasPrefixCs,
    NotHasPrefixCs,
    HasSuffix,
    NotHasSuffix,
    HasSuffixCs,
    NotHasSuffixCs,
    /// `like` is an old name of `contains`-like matching; parsed, and refused later.
    Like,
    NotLike,
    LikeCs,
    NotLikeCs,
    Contains,
    NotContains,
    ContainsCs,
    NotContainsCs,
    StartsWith,
    NotStartsWith,
    StartsWithCs,
    NotStartsWithCs,
    EndsWith,
    NotEndsWith,
    EndsWithCs,
    NotEndsWithCs,
    MatchesRegex,
    /// `a : b` of `search`.
    Search,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListOp {
    In,
    NotIn,
    InTilde,
    NotInTilde,
    HasAny,
    HasAll,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TypeOf {
    /// One nameless type, or a schema; `*` in a schema is `None`.
    pub columns: Vec<ColumnDeclaration>,
    pub is_schema: bool,
}

/// `name: type`. The name may be empty (a plain type); a type may be a nested schema `(*)` for tabular parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnDeclaration {
    pub name: Name,
    pub type_name: Name,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DataTable {
    pub parameters: Vec<Parameter>,
    pub schema: Vec<ColumnDeclaration>,
    pub values: Vec<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ExternalData {
    pub parameters: Vec<Parameter>,
    pub schema: Vec<ColumnDeclaration>,
    pub uris: Vec<Expr>,
    /// `with (format = "csv", …)`.
    pub properties: Vec<NamedExpr>,
}

/// A function made by `let f = (a: long, T: (*)) { … }`, or a `view () { … }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    pub view: bool,
    pub parameters: Vec<FunctionParameter>,
    pub body: FunctionBody,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FunctionParameter {
    pub name: Name,
    pub kind: ParameterKind,
    pub default: Option<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ParameterKind {
    Scalar(Name),
    /// `T: (a: long, b: string)`, or `T: (*)` with `open` set and no columns.
    Table {
        columns: Vec<ColumnDeclaration>,
        open: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct FunctionBody {
    pub statements: Vec<Statement>,
    /// The last expression; a body may lack one only by mistake.
    pub result: Option<Expr>,
    pub span: Span,
}
