//! The edges of a graph by node, and the matches of a pattern among them.

use crate::error::{LIMIT, REFUSED, located};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::common::Result;
use lurcher_semantics::bound::{Cycles, Direction, GraphMatch, Link, LinkKind, SOURCE, TARGET, Target, Ways};
use lurcher_syntax::Span;

/// The most matches of one pattern, before conditions over several elements are looked at.
pub const MAX_MATCHES: usize = 4_000_000;

/// The most edges that all matches together hold in their paths.
pub const MAX_PATH_EDGES: usize = 32_000_000;

/// The most edges that one search tries.
pub const MAX_SEARCH_STEPS: usize = 200_000_000;

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
    fn ways(&self, node: u32, direction: Direction) -> Vec<(u32, u32)> {
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

fn allows(mask: Option<&Option<Vec<bool>>>, element: u32) -> bool {
    match mask {
        Some(Some(mask)) => mask.get(element as usize).copied().unwrap_or(false),
        _ => true,
    }
}

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
        used_edges: vec![false; graph.ends.len()],
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

struct Search<'a> {
    graph: &'a Edges,
    pattern: &'a GraphMatch,
    masks: &'a Masks,
    span: Span,
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

    fn add(&mut self, found: Found) -> Result<()> {
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

    fn step(&mut self) -> Result<()> {
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

    /// The shortest ways from every start to every end of the one path.
    fn shortest(&mut self, ways: Ways) -> Result<()> {
        let pattern = self.pattern;
        let Some(sequence) = pattern.sequences.first() else { return Ok(()) };
        let Some(link) = sequence.links.first() else { return Ok(()) };
        for start in 0..self.graph.nodes as u32 {
            if allows(self.masks.node.get(sequence.start), start) {
                self.nearest(sequence.start, link, start, ways)?;
            }
        }
        Ok(())
    }

    /// A walk in circles around the start: a node's way back leads over nodes one step nearer.
    fn nearest(&mut self, start_variable: usize, link: &Link, start: u32, ways: Ways) -> Result<()> {
        let LinkKind::Path { path, least, most } = link.kind else { return Ok(()) };
        let mut distance: Vec<Option<u32>> = vec![None; self.graph.nodes];
        let mut before: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.graph.nodes];
        distance[start as usize] = Some(0);
        let mut circle = vec![start];
        for length in 0..most {
            let mut next = Vec::new();
            for node in circle {
                if node != start && !allows(self.masks.inner_nodes.get(path), node) {
                    continue;
                }
                for (edge, to) in self.graph.ways(node, link.direction) {
                    self.step()?;
                    if !allows(self.masks.path_edges.get(path), edge) {
                        continue;
                    }
                    match distance[to as usize] {
                        None => {
                            distance[to as usize] = Some(length + 1);
                            before[to as usize].push((node, edge));
                            next.push(to);
                        }
                        Some(d) if d == length + 1 && ways == Ways::All => before[to as usize].push((node, edge)),
                        Some(_) => {}
                    }
                }
            }
            circle = next;
        }
        for end in 0..self.graph.nodes as u32 {
            let Some(length) = distance[end as usize] else { continue };
            if !allows(self.masks.node.get(link.to), end) || end == start && least > 0 {
                continue;
            }
            if length < least {
                let message = format!(
                    "two nodes are nearer to each other than {least} edges: longer ways between them are not searched"
                );
                return Err(located(REFUSED, self.span, message));
            }
            let mut nodes = vec![0; self.pattern.nodes];
            nodes[start_variable] = start;
            nodes[link.to] = end;
            // Ways grow from the end back to the start.
            let mut growing: Vec<(u32, Vec<u32>, Vec<u32>)> = vec![(end, Vec::new(), Vec::new())];
            while let Some((at, edges, inner)) = growing.pop() {
                self.step()?;
                if at == start {
                    let (mut edges, mut inner) = (edges, inner);
                    edges.reverse();
                    inner.reverse();
                    self.add(Found { nodes: nodes.clone(), edges: vec![], paths: vec![(edges, inner)] })?;
                    continue;
                }
                for (from, edge) in before[at as usize].iter().rev() {
                    let (mut edges, mut inner) = (edges.clone(), inner.clone());
                    edges.push(*edge);
                    if *from != start {
                        inner.push(*from);
                    }
                    growing.push((*from, edges, inner));
                }
            }
        }
        Ok(())
    }
}
