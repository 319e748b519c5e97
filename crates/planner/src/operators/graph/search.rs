//! The matches of a pattern in a graph.

use super::edges::{Edges, Masks, allows};
use crate::error::{LIMIT, located};
use datafusion::common::Result;
use lurcher_semantics::bound::{Cycles, GraphMatch, Link, LinkKind};
use lurcher_syntax::Span;

/// The most matches of one pattern, before conditions over several elements are looked at.
pub const MAX_MATCHES: usize = 4_000_000;

/// The most edges that all matches together hold in their paths.
pub const MAX_PATH_EDGES: usize = 32_000_000;

/// The most edges that one search tries.
pub const MAX_SEARCH_STEPS: usize = 200_000_000;

/// One match: an element for each variable; of a path its edges, and the nodes between them.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub nodes: Vec<u32>,
    pub edges: Vec<u32>,
    pub paths: Vec<(Vec<u32>, Vec<u32>)>,
}

/// All matches of a pattern, in the order in which a walk over nodes and edges finds them.
pub fn matches(graph: &Edges, pattern: &GraphMatch, masks: &Masks, span: Span) -> Result<Vec<Found>> {
    let mut search = Search {
        graph,
        pattern,
        masks,
        span,
        nodes: vec![None; pattern.nodes],
        edges: vec![0; pattern.edges],
        paths: vec![(Vec::new(), Vec::new()); pattern.paths],
        used_edges: vec![false; graph.count()],
        used_nodes: vec![false; graph.nodes],
        found: Vec::new(),
        steps: 0,
        path_edges: 0,
    };
    match pattern.shortest {
        None => search.sequence(0)?,
        Some(ways) => search.shortest(ways)?,
    }
    Ok(search.found)
}

pub struct Search<'a> {
    pub graph: &'a Edges,
    pub pattern: &'a GraphMatch,
    pub masks: &'a Masks,
    pub span: Span,
    nodes: Vec<Option<u32>>,
    edges: Vec<u32>,
    paths: Vec<(Vec<u32>, Vec<u32>)>,
    used_edges: Vec<bool>,
    /// Kept with `cycles = none` alone.
    used_nodes: Vec<bool>,
    found: Vec<Found>,
    steps: usize,
    path_edges: usize,
}

impl Search<'_> {
    /// The sequence of this number, for every node that it may begin at.
    fn sequence(&mut self, number: usize) -> Result<()> {
        let Some(sequence) = self.pattern.sequences.get(number) else { return self.complete() };
        let start = sequence.start;
        if let Some(node) = self.nodes[start] {
            return self.link(number, 0, node);
        }
        for node in 0..self.graph.nodes as u32 {
            self.step()?;
            if allows(self.masks.node.get(start), node) && self.enter(node) {
                self.nodes[start] = Some(node);
                self.link(number, 0, node)?;
                self.nodes[start] = None;
                self.leave(node);
            }
        }
        Ok(())
    }

    /// The link of this number, from a node on.
    fn link(&mut self, sequence: usize, number: usize, from: u32) -> Result<()> {
        let pattern = self.pattern;
        let Some(link) = pattern.sequences.get(sequence).and_then(|s| s.links.get(number)) else {
            return self.sequence(sequence + 1);
        };
        match link.kind {
            LinkKind::Path { path, .. } => {
                let before = std::mem::take(&mut self.paths[path]);
                self.walk(link, sequence, number, from)?;
                self.paths[path] = before;
                Ok(())
            }
            LinkKind::Edge(variable) => {
                for (edge, to) in self.graph.ways(from, link.direction) {
                    self.step()?;
                    if allows(self.masks.edge.get(variable), edge) && self.take(edge) {
                        if self.enter(to) {
                            self.edges[variable] = edge;
                            self.arrive(link, sequence, number, to)?;
                            self.leave(to);
                        }
                        self.give_back(edge);
                    }
                }
                Ok(())
            }
        }
    }

    /// A path as far as here: it may end here, and it may go on.
    fn walk(&mut self, link: &Link, sequence: usize, number: usize, at: u32) -> Result<()> {
        let LinkKind::Path { path, least, most } = link.kind else { return Ok(()) };
        let length = self.paths[path].0.len() as u32;
        if length >= least {
            self.arrive(link, sequence, number, at)?;
        }
        // To go on makes an inner node of this one.
        if length == most || length > 0 && !allows(self.masks.inner_nodes.get(path), at) {
            return Ok(());
        }
        for (edge, to) in self.graph.ways(at, link.direction) {
            self.step()?;
            if allows(self.masks.path_edges.get(path), edge) && self.take(edge) {
                if self.enter(to) {
                    let inner = length > 0;
                    let (edges, nodes) = &mut self.paths[path];
                    edges.push(edge);
                    if inner {
                        nodes.push(at);
                    }
                    self.walk(link, sequence, number, to)?;
                    let (edges, nodes) = &mut self.paths[path];
                    edges.pop();
                    if inner {
                        nodes.pop();
                    }
                    self.leave(to);
                }
                self.give_back(edge);
            }
        }
        Ok(())
    }

    /// The node at the end of a link stands for its variable, if it may.
    fn arrive(&mut self, link: &Link, sequence: usize, number: usize, node: u32) -> Result<()> {
        match self.nodes[link.to] {
            Some(known) if known == node => self.link(sequence, number + 1, node),
            Some(_) => Ok(()),
            None if allows(self.masks.node.get(link.to), node) => {
                self.nodes[link.to] = Some(node);
                let done = self.link(sequence, number + 1, node);
                self.nodes[link.to] = None;
                done
            }
            None => Ok(()),
        }
    }

    fn complete(&mut self) -> Result<()> {
        let found = Found {
            nodes: self.nodes.iter().map(|n| n.unwrap_or_default()).collect(),
            edges: self.edges.clone(),
            paths: self.paths.clone(),
        };
        self.add(found)
    }

    pub fn add(&mut self, found: Found) -> Result<()> {
        self.path_edges += found.paths.iter().map(|(edges, _)| edges.len()).sum::<usize>();
        if self.found.len() == MAX_MATCHES {
            return Err(located(LIMIT, self.span, format!("the pattern has more than {MAX_MATCHES} matches")));
        }
        if self.path_edges > MAX_PATH_EDGES {
            let message = format!("the paths of the pattern have more than {MAX_PATH_EDGES} edges together");
            return Err(located(LIMIT, self.span, message));
        }
        self.found.push(found);
        Ok(())
    }

    pub fn step(&mut self) -> Result<()> {
        self.steps += 1;
        if self.steps > MAX_SEARCH_STEPS {
            let message = format!("the search for the pattern tries more than {MAX_SEARCH_STEPS} edges");
            return Err(located(LIMIT, self.span, message));
        }
        Ok(())
    }

    fn take(&mut self, edge: u32) -> bool {
        self.pattern.cycles == Cycles::All || !std::mem::replace(&mut self.used_edges[edge as usize], true)
    }

    fn give_back(&mut self, edge: u32) {
        self.used_edges[edge as usize] = false;
    }

    fn enter(&mut self, node: u32) -> bool {
        self.pattern.cycles != Cycles::None || !std::mem::replace(&mut self.used_nodes[node as usize], true)
    }

    fn leave(&mut self, node: u32) {
        self.used_nodes[node as usize] = false;
    }
}
