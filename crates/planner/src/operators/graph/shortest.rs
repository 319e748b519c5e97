//! `graph-shortest-paths`: a walk in circles around each start.

use super::edges::allows;
use super::search::{Found, Search};
use crate::error::{REFUSED, located};
use datafusion::common::Result;
use lurcher_semantics::bound::{Link, LinkKind, Ways};

impl Search<'_> {
    /// The shortest ways from every start to every end of the one path.
    pub fn shortest(&mut self, ways: Ways) -> Result<()> {
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

    /// The ways from one start to every end that may be reached.
    fn nearest(&mut self, start_variable: usize, link: &Link, start: u32, ways: Ways) -> Result<()> {
        let LinkKind::Path { least, .. } = link.kind else { return Ok(()) };
        let circles = self.circles(link, start, ways)?;
        for end in 0..self.graph.nodes as u32 {
            let Some(length) = circles.distance[end as usize] else { continue };
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
            self.ways_back(&circles, start, end, &nodes)?;
        }
        Ok(())
    }

    /// A walk in circles around the start: a node's way back leads over nodes one step nearer.
    fn circles(&mut self, link: &Link, start: u32, ways: Ways) -> Result<Circles> {
        let mut circles =
            Circles { distance: vec![None; self.graph.nodes], before: vec![Vec::new(); self.graph.nodes] };
        let LinkKind::Path { path, most, .. } = link.kind else { return Ok(circles) };
        circles.distance[start as usize] = Some(0);
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
                    let before = &mut circles.before[to as usize];
                    match circles.distance[to as usize] {
                        None => {
                            circles.distance[to as usize] = Some(length + 1);
                            before.push((node, edge));
                            next.push(to);
                        }
                        Some(d) if d == length + 1 && ways == Ways::All => before.push((node, edge)),
                        Some(_) => {}
                    }
                }
            }
            circle = next;
        }
        Ok(circles)
    }

    /// Adds the ways between two nodes, which grow from the end back to the start.
    fn ways_back(&mut self, circles: &Circles, start: u32, end: u32, nodes: &[u32]) -> Result<()> {
        let mut growing: Vec<(u32, Vec<u32>, Vec<u32>)> = vec![(end, Vec::new(), Vec::new())];
        while let Some((at, mut edges, mut inner)) = growing.pop() {
            self.step()?;
            if at == start {
                edges.reverse();
                inner.reverse();
                self.add(Found { nodes: nodes.to_vec(), edges: vec![], paths: vec![(edges, inner)] })?;
                continue;
            }
            for (from, edge) in circles.before[at as usize].iter().rev() {
                let (mut edges, mut inner) = (edges.clone(), inner.clone());
                edges.push(*edge);
                if *from != start {
                    inner.push(*from);
                }
                growing.push((*from, edges, inner));
            }
        }
        Ok(())
    }
}

/// How far each node is from the start, and by which edges it is reached, from which nodes.
struct Circles {
    distance: Vec<Option<u32>>,
    before: Vec<Vec<(u32, u32)>>,
}
