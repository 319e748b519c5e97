//! Graphs as relations, and what `graph-match` looks for in them.
//!
//! A graph is one relation whose rows are its nodes and its edges. It is made by [`RowsOperator::MakeGraph`] and the operators
//! that change graphs, and read by `graph-match` and `graph-to-table`. Its columns: first those of [`STRUCTURE`], then the
//! properties of nodes, then those of edges. Nodes are numbered from 0 in the order of their rows.
//!
//! [`RowsOperator::MakeGraph`]: crate::rows::RowsOperator::MakeGraph

use crate::bound::{Col, Rel, RelKind};
use crate::rows::RowsOperator;
use lurcher_types::Type;

/// The columns that every graph begins with.
pub const STRUCTURE: [Type; 7] =
    [Type::Long, Type::Long, Type::Long, Type::String, Type::String, Type::Long, Type::Long];

/// The number of a node; null for an edge.
pub const NUMBER: usize = 0;
/// The number of an edge's source; null for a node.
pub const SOURCE: usize = 1;
/// The number of an edge's target; null for a node.
pub const TARGET: usize = 2;
/// The id of a node, or of an edge's source, as text.
pub const ID: usize = 3;
/// The id of an edge's target as text.
pub const TARGET_ID: usize = 4;
/// How many edges end and begin at a node.
pub const DEGREE_IN: usize = 5;
pub const DEGREE_OUT: usize = 6;

/// The columns of a graph, by what they belong to.
pub struct GraphColumns<'a> {
    pub structure: &'a [Col],
    pub nodes: &'a [Col],
    pub edges: &'a [Col],
}

/// A relation's columns as those of a graph, if it is one.
pub fn graph_columns(rel: &Rel) -> Option<GraphColumns<'_>> {
    let RelKind::Rows { operator, .. } = &rel.kind else { return None };
    let nodes = match &**operator {
        RowsOperator::MakeGraph { node_properties, .. }
        | RowsOperator::GraphWhere { node_properties, .. }
        | RowsOperator::MarkComponents { node_properties, .. } => *node_properties,
        _ => return None,
    };
    let (structure, properties) = rel.columns.split_at_checked(STRUCTURE.len())?;
    let (nodes, edges) = properties.split_at_checked(nodes)?;
    Some(GraphColumns { structure, nodes, edges })
}

/// What `graph-match` and `graph-shortest-paths` look for.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphMatch {
    pub sequences: Vec<Sequence>,
    /// How many variables there are of each kind; links and references name them by number.
    pub nodes: usize,
    pub edges: usize,
    pub paths: usize,
    pub cycles: Cycles,
    /// `graph-shortest-paths`: of each pair of ends the shortest way, or all of them.
    pub shortest: Option<Ways>,
    /// What single elements must be; the number is that of an argument.
    pub filters: Vec<(Target, usize)>,
    /// One for each column behind the first, which numbers the matches.
    pub references: Vec<Reference>,
}

/// `(a)-[e]->(b)-[p*1..3]->(c)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    pub start: usize,
    pub links: Vec<Link>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub kind: LinkKind,
    pub direction: Direction,
    /// The node variable at its end.
    pub to: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    Edge(usize),
    /// So many edges one after the other.
    Path {
        path: usize,
        least: u32,
        most: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Backward,
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycles {
    /// No node twice.
    None,
    /// No edge twice.
    UniqueEdges,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ways {
    Any,
    All,
}

/// The elements that a reference or a filter speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Node(usize),
    Edge(usize),
    /// Every edge of a path.
    PathEdges(usize),
    /// Every node of a path but its ends.
    InnerNodes(usize),
}

/// A value of a match.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub target: Target,
    /// Of one element its value, of a path what its elements come to.
    pub gather: Gather,
    pub content: Content,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gather {
    Value,
    /// An array of the values.
    Map,
    /// Whether all values, or any, are true.
    All,
    Any,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Argument(usize),
    /// A bag of properties without those that are null or empty: names, and the numbers of arguments.
    Bag(Vec<(String, usize)>),
}
