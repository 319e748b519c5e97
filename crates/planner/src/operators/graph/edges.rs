//! A graph as its kernels see it, and which of its elements conditions leave.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::Int64Type;
use lurcher_semantics::bound::{Direction, GraphMatch, SOURCE, TARGET, Target};

/// A graph as its kernel sees it: nodes and edges by number, in the order of their rows.
pub struct Edges {
    pub nodes: usize,
    /// Source and target of each edge. Edge `e` is the row `nodes + e`.
    ends: Vec<(u32, u32)>,
    out: Vec<Vec<u32>>,
    back: Vec<Vec<u32>>,
}

impl Edges {
    /// From the columns of a graph: its nodes come first, in order of their numbers.
    pub fn of(columns: &[ArrayRef], rows: usize) -> Edges {
        let (sources, targets) =
            (columns[SOURCE].as_primitive::<Int64Type>(), columns[TARGET].as_primitive::<Int64Type>());
        let nodes = (0..rows).take_while(|row| sources.is_null(*row)).count();
        let mut graph = Edges { nodes, ends: Vec::new(), out: vec![Vec::new(); nodes], back: vec![Vec::new(); nodes] };
        for row in nodes..rows {
            let (source, target) = (sources.value(row) as u32, targets.value(row) as u32);
            let edge = graph.ends.len() as u32;
            graph.ends.push((source, target));
            if let Some(list) = graph.out.get_mut(source as usize) {
                list.push(edge);
            }
            if let Some(list) = graph.back.get_mut(target as usize) {
                list.push(edge);
            }
        }
        graph
    }

    /// How many edges there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The edges that begin at a node, and where they lead.
    pub fn from(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let edges = self.out.get(node as usize).map(Vec::as_slice).unwrap_or_default();
        edges.iter().filter_map(|e| self.ends.get(*e as usize).map(|(_, to)| (*e, *to)))
    }

    /// The edges that end at a node, and where they come from.
    pub fn into(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let edges = self.back.get(node as usize).map(Vec::as_slice).unwrap_or_default();
        edges.iter().filter_map(|e| self.ends.get(*e as usize).map(|(from, _)| (*e, *from)))
    }

    /// The edges that can be walked from a node. A loop can be walked both ways where the direction is free.
    pub fn ways(&self, node: u32, direction: Direction) -> Vec<(u32, u32)> {
        match direction {
            Direction::Forward => self.from(node).collect(),
            Direction::Backward => self.into(node).collect(),
            Direction::Any => self.from(node).chain(self.into(node)).collect(),
        }
    }
}

/// Which elements may stand for each variable; no list where all may.
#[derive(Default)]
pub struct Masks {
    pub node: Vec<Option<Vec<bool>>>,
    pub edge: Vec<Option<Vec<bool>>>,
    pub path_edges: Vec<Option<Vec<bool>>>,
    pub inner_nodes: Vec<Option<Vec<bool>>>,
}

impl Masks {
    pub fn new(pattern: &GraphMatch) -> Masks {
        Masks {
            node: vec![None; pattern.nodes],
            edge: vec![None; pattern.edges],
            path_edges: vec![None; pattern.paths],
            inner_nodes: vec![None; pattern.paths],
        }
    }

    /// Adds a condition: elements for which it does not hold are out.
    pub fn add(&mut self, target: Target, holds: Vec<bool>) {
        let slot = match target {
            Target::Node(n) => self.node.get_mut(n),
            Target::Edge(n) => self.edge.get_mut(n),
            Target::PathEdges(n) => self.path_edges.get_mut(n),
            Target::InnerNodes(n) => self.inner_nodes.get_mut(n),
        };
        match slot {
            Some(Some(before)) => before.iter_mut().zip(holds).for_each(|(b, h)| *b &= h),
            Some(none) => *none = Some(holds),
            None => {}
        }
    }
}

pub fn allows(mask: Option<&Option<Vec<bool>>>, element: u32) -> bool {
    match mask {
        Some(Some(mask)) => mask.get(element as usize).copied().unwrap_or(false),
        _ => true,
    }
}
