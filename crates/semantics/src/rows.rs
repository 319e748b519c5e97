//! Operators that walk rows by a rule of their own: what a [`crate::bound::RelKind::Rows`] may be.

use crate::bound::{Col, Expr};
use crate::graph::GraphMatch;
use lurcher_types::Value;

#[derive(Debug, Clone, PartialEq)]
pub enum RowsOperator {
    Scan(Scan),
    /// Rows of edges and nodes become a graph: 0 for an edge or the number of a node table, the id or the source, the target,
    /// the partition if there is one, the properties of nodes, those of edges.
    MakeGraph {
        node_properties: usize,
        /// The property of nodes that holds the id.
        key: Option<usize>,
        partitioned: bool,
    },
    /// A graph's columns and a condition: the nodes or edges for which it is true.
    GraphWhere {
        node_properties: usize,
        nodes: bool,
    },
    /// A graph, and the component of each node as its last property.
    MarkComponents {
        node_properties: usize,
        strong: bool,
    },
    /// A graph's first three columns and what else the search reads: a row for each match.
    GraphMatch(GraphMatch),
}

impl RowsOperator {
    /// The input's columns stand before the operator's own.
    pub fn keeps_input(&self) -> bool {
        match self {
            RowsOperator::Scan(_) => true,
            RowsOperator::MakeGraph { .. }
            | RowsOperator::GraphWhere { .. }
            | RowsOperator::MarkComponents { .. }
            | RowsOperator::GraphMatch(_) => false,
        }
    }
}

/// `scan`: rows in order, each tried against the steps of a sequence.
///
/// Its expressions read slots: the values of the row (`arguments`, one for each argument of the relation) and what the steps
/// remember (`states`). Slots are known to this operator only, and are no columns of any relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    pub arguments: Vec<Col>,
    pub states: Vec<ScanState>,
    pub steps: Vec<ScanStep>,
    pub with_match_id: bool,
    /// The last argument of the relation tells apart rows that are walked alone.
    pub per: bool,
}

/// A value that a step remembers of the last row that matched it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanState {
    pub slot: Col,
    /// The index of the step.
    pub step: usize,
    pub source: StateSource,
    /// What it is before any row has matched.
    pub empty: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateSource {
    /// The index among the arguments.
    Argument(usize),
    /// The index among the columns that the operator adds.
    Added(usize),
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScanStep {
    pub output: ScanOutput,
    pub condition: Expr,
    /// One for each column that the operator adds.
    pub values: Vec<Expr>,
}

/// Which of the rows that match a step are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanOutput {
    All,
    Last,
    None,
}
