//! What a query binds to: steps in order, then result tables.

use crate::bound::{ColumnId, Rel};
use lurcher_syntax::Span;
use lurcher_types::Type;

/// What a query becomes: steps in order, then its result tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Program {
    pub steps: Vec<Step>,
    pub results: Vec<ResultTable>,
    /// Things the author should know that are no errors.
    pub warnings: Vec<String>,
    /// The tables of the catalog that the program reads, in order of first use.
    pub tables: Vec<String>,
    /// What it needs and nobody has, in words: a function whose text is not at hand, say. It binds, and cannot run.
    pub missing: Vec<Missing>,
    /// The files that `externaldata` names; their rows stand under [`ExternalSource::name`].
    pub external: Vec<ExternalSource>,
    /// The most rows that a result may have, as `set truncationmaxrecords` asks.
    pub max_rows: Option<i64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub id: StepId,
    pub kind: StepKind,
    pub rel: Rel,
    /// The step runs once for each part of a table, and its answers are one table.
    pub per: Option<Box<PerKey>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// The first column of the first row: `toscalar(…)`.
    Scalar,
    /// All values of the first column: `x in (T | project y)`.
    Set,
    /// The whole table, computed once: `materialize(…)`.
    Table,
    /// The whole table, handed to a plugin beside its input: what `ipv4_lookup` looks up in.
    Lookup,
}

/// What a step of `partition` runs over.
#[derive(Debug, Clone, PartialEq)]
pub struct PerKey {
    pub input: Rel,
    /// The column of the input whose values make the parts.
    pub key: ColumnId,
    /// Stands for the rows of one part.
    pub part: StepId,
    /// Stands for the key of one part.
    pub value: StepId,
    /// Steps that depend on the part, and run before the step itself.
    pub steps: Vec<Step>,
    /// More parts than these are refused.
    pub most: usize,
}

/// A step of a program whose answer later steps refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub u32);

#[derive(Debug, Clone, PartialEq)]
pub struct ResultTable {
    pub rel: Rel,
    pub render: Option<Render>,
    /// The name that `as` gave it.
    pub name: Option<String>,
}

/// `render`: how to draw a result; it changes no row.
#[derive(Debug, Clone, PartialEq)]
pub struct Render {
    pub kind: String,
    pub properties: Vec<(String, String)>,
}

/// Data that a query asks for by address.
#[derive(Debug, Clone, PartialEq)]
pub struct ExternalSource {
    /// The name of its table in the bound tree, which no catalog has.
    pub name: String,
    pub columns: Vec<(String, Type)>,
    pub uris: Vec<String>,
    pub format: Option<String>,
    pub ignore_first_record: bool,
    /// `ingestionMapping`, as written.
    pub mapping: Option<String>,
    /// `zipPattern`: the members of an archive that are read.
    pub zip_pattern: Option<String>,
    /// Not the rows of the files are wanted, but the schema that they have.
    pub inference: Option<Inference>,
    /// Why it cannot be read, whatever is at hand.
    pub refused: Option<String>,
    pub span: Span,
}

/// What `infer_storage_schema` asks of the files below an address.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inference {
    /// How the names of the files end and begin.
    pub extension: String,
    pub prefix: String,
    pub mode: InferenceMode,
}

/// Which of the files tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InferenceMode {
    /// The first one found.
    Any,
    /// The one written last.
    #[default]
    Last,
    /// All, each column once.
    All,
}

impl ExternalSource {
    /// Nothing yet under this name.
    pub fn new(name: String, span: Span) -> ExternalSource {
        ExternalSource {
            name,
            columns: Vec::new(),
            uris: Vec::new(),
            format: None,
            ignore_first_record: false,
            mapping: None,
            zip_pattern: None,
            inference: None,
            refused: None,
            span,
        }
    }
}

/// How the table names begin under which `externaldata` stands in a bound tree.
pub const EXTERNAL_DATA: &str = "externaldata ";

/// Why a program that binds cannot run: the text of a function is not at hand, or a column stands where a constant must.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    pub code: &'static str,
    pub message: String,
    pub span: Span,
}
