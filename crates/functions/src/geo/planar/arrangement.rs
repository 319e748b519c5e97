//! The edges of several shapes, cut where they meet, and the rings around what shapes cover together.

use super::super::point::Point;
use super::super::shape::{Line, Ring, edges};
use super::cutter::{Cutter, Edge};
use crate::KernelError;
use std::collections::{BTreeMap, HashMap};

/// How far from the centre of all shapes a point may lie: the cosine of 75 degrees.
const FARTHEST: f64 = 0.25;

/// The edges of several shapes, cut where they meet.
pub struct Arrangement {
    pub nodes: Vec<Point>,
    /// The nodes in the plane of the projection.
    pub flat: Vec<(f64, f64)>,
    pub pieces: Vec<Piece>,
    /// For each node, the shapes of which it is a vertex or where edges cross, and whether a vertex lies inside an edge.
    pub shapes_at: Vec<Vec<usize>>,
    pub touching: Vec<bool>,
    /// Whether some edges cross at a point that is an end of neither.
    pub crosses: bool,
}

/// A piece of an edge between two nodes.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    pub from: usize,
    pub to: usize,
    /// Which shape the edge belongs to.
    pub shape: usize,
    /// The place of the edge among all edges.
    pub edge: usize,
}

impl Piece {
    fn ends(&self) -> (usize, usize) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

impl Arrangement {
    /// Cuts the edges of rings (closed) or lines (open). Each shape is a list of them.
    pub fn new(shapes: &[(&[Vec<Point>], bool)]) -> Result<Arrangement, KernelError> {
        let mut all = Vec::new();
        for (shape, (parts, closed)) in shapes.iter().enumerate() {
            for part in parts.iter() {
                let count = if *closed { part.len() } else { part.len().saturating_sub(1) };
                all.extend(edges(part).take(count).map(|(a, b)| Edge { a, b, shape }));
            }
        }
        let centre = all.iter().fold(Point::new(0.0, 0.0, 0.0), |sum, e| sum + e.a + e.b).unit();
        if all.iter().any(|e| e.a.dot(centre) < FARTHEST || e.b.dot(centre) < FARTHEST) {
            return Err(KernelError::unbuilt(
                "shapes that span more than 150 degrees cannot be laid over each other yet",
            ));
        }
        Cutter::new(centre).cut(&all)
    }

    /// How many of the wanted shapes lie just above the middle of a piece (or to its right, if it is upright), counted with
    /// the pieces between other nodes.
    fn winding_beside(&self, piece: (usize, usize), wanted: impl Fn(usize) -> bool) -> i32 {
        let at = |n: usize| self.flat.get(n).copied().unwrap_or_default();
        let ((ax, ay), (bx, by)) = (at(piece.0), at(piece.1));
        let turned = (bx - ax).abs() < (by - ay).abs();
        // An upright piece is looked at lying down; the mirror image changes every sign.
        let lay = |(x, y): (f64, f64)| if turned { (y, x) } else { (x, y) };
        let (mx, my) = lay(((ax + bx) / 2.0, (ay + by) / 2.0));
        let mut winding = 0;
        for other in self.pieces.iter().filter(|p| wanted(p.shape) && p.ends() != piece) {
            let ((cx, cy), (dx, dy)) = (lay(at(other.from)), lay(at(other.to)));
            if (cx <= mx) == (dx <= mx) {
                continue;
            }
            let y = cy + (mx - cx) / (dx - cx) * (dy - cy);
            if y > my {
                winding += if cx > dx { 1 } else { -1 };
            }
        }
        if turned { -winding } else { winding }
    }

    /// The windings on the left and on the right of the piece from `ends.0` to `ends.1`.
    fn windings(&self, ends: (usize, usize), net: i32) -> (i32, i32) {
        let at = |n: usize| self.flat.get(n).copied().unwrap_or_default();
        let ((ax, ay), (bx, by)) = (at(ends.0), at(ends.1));
        let beyond = self.winding_beside(ends, |_| true);
        // Above a piece is its left if it runs to the right; to the right of an upright piece is its left if it runs down.
        let is_left = if (bx - ax).abs() < (by - ay).abs() { by < ay } else { bx > ax };
        if is_left { (beyond, beyond - net) } else { (beyond + net, beyond) }
    }

    /// The rings around everything that at least `threshold` of the shapes cover.
    pub fn rings(&self, threshold: i32) -> Result<Vec<Ring>, KernelError> {
        // For each pair of nodes: how many pieces run up less those that run down, and the first edge of each direction.
        let mut bundles: BTreeMap<(usize, usize), (i32, usize)> = BTreeMap::new();
        for piece in &self.pieces {
            let bundle = bundles.entry(piece.ends()).or_insert((0, piece.edge));
            bundle.0 += if piece.from < piece.to { 1 } else { -1 };
            bundle.1 = bundle.1.min(piece.edge);
        }
        let mut kept = Vec::new();
        for (ends, (net, edge)) in bundles {
            if net == 0 {
                continue;
            }
            let (left, right) = self.windings(ends, net);
            match (left >= threshold, right >= threshold) {
                (true, false) => kept.push(Piece { from: ends.0, to: ends.1, shape: 0, edge }),
                (false, true) => kept.push(Piece { from: ends.1, to: ends.0, shape: 0, edge }),
                _ => {}
            }
        }
        self.link(kept)
    }

    /// Joins pieces to rings that turn left wherever they can.
    fn link(&self, pieces: Vec<Piece>) -> Result<Vec<Ring>, KernelError> {
        let mut leaving: HashMap<usize, Vec<usize>> = HashMap::new();
        pieces.iter().enumerate().for_each(|(i, p)| leaving.entry(p.from).or_default().push(i));
        let mut used = vec![false; pieces.len()];
        let mut rings: Vec<(usize, Ring)> = Vec::new();
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by_key(|i| pieces.get(*i).map(|p| p.edge));
        for start in order {
            let mut ring: Vec<usize> = Vec::new();
            let mut next = Some(start);
            while let Some(i) = next.filter(|i| used.get(*i) == Some(&false)) {
                if let Some(flag) = used.get_mut(i) {
                    *flag = true;
                }
                ring.push(i);
                let Some(piece) = pieces.get(i) else { break };
                let open = leaving.get(&piece.to).into_iter().flatten().copied();
                let open = open.filter(|j| used.get(*j) == Some(&false) || *j == start);
                next =
                    open.max_by(|j, k| self.turn(piece, pieces.get(*j)).total_cmp(&self.turn(piece, pieces.get(*k))));
            }
            let found: Vec<Piece> = ring.iter().filter_map(|i| pieces.get(*i)).copied().collect();
            let (Some(first), Some(last)) = (found.first(), found.last()) else { continue };
            if last.to != first.from {
                return Err(KernelError::unbuilt("these shapes touch in a way that cannot be told apart exactly"));
            }
            if found.len() > 2 {
                let (edge, ring) = rotated(&found);
                rings.push((edge, ring.into_iter().filter_map(|n| self.nodes.get(n).copied()).collect()));
            }
        }
        rings.sort_by_key(|(edge, _)| *edge);
        Ok(rings.into_iter().map(|(_, ring)| ring).collect())
    }

    /// How far a path turns to the left from one piece to the next.
    fn turn(&self, piece: &Piece, next: Option<&Piece>) -> f64 {
        let at = |n: usize| self.flat.get(n).copied().unwrap_or_default();
        let Some(next) = next else { return f64::NEG_INFINITY };
        let ((ax, ay), (bx, by), (cx, cy)) = (at(piece.from), at(piece.to), at(next.to));
        let ((ux, uy), (vx, vy)) = ((bx - ax, by - ay), (cx - bx, cy - by));
        (ux * vy - uy * vx).atan2(ux * vx + uy * vy)
    }

    /// The pieces of one shape (a line) that lie in another (a polygon) or on its boundary.
    pub fn pieces_inside(&self, line: usize, polygon: usize) -> Vec<Piece> {
        let mut bounds: HashMap<(usize, usize), i32> = HashMap::new();
        for piece in self.pieces.iter().filter(|p| p.shape == polygon) {
            bounds.insert(piece.ends(), 1);
        }
        let is_inside = |p: &&Piece| {
            p.shape == line
                && (bounds.contains_key(&p.ends()) || self.winding_beside(p.ends(), |shape| shape == polygon) > 0)
        };
        self.pieces.iter().filter(is_inside).copied().collect()
    }

    /// The pieces of the first shape that the second has too, in either direction.
    pub fn shared_pieces(&self) -> Vec<Piece> {
        let second: HashMap<(usize, usize), ()> =
            self.pieces.iter().filter(|p| p.shape == 1).map(|p| (p.ends(), ())).collect();
        self.pieces.iter().filter(|p| p.shape == 0 && second.contains_key(&p.ends())).copied().collect()
    }

    /// Whether a piece that two shapes share has one of them on each side, so that neither side has both.
    pub fn is_outside_on_both_sides(&self, piece: &Piece) -> bool {
        let mut net = 0;
        for other in self.pieces.iter().filter(|p| p.ends() == piece.ends()) {
            net += if other.from < other.to { 1 } else { -1 };
        }
        let (left, right) = self.windings(piece.ends(), net);
        left < 2 && right < 2
    }

    /// The nodes where the first two shapes meet.
    pub fn shared_nodes(&self) -> Vec<usize> {
        let is_shared = |n: &usize| self.shapes_at.get(*n).is_some_and(|s| s.contains(&0) && s.contains(&1));
        (0..self.nodes.len()).filter(is_shared).collect()
    }

    /// The points of these nodes, unless one of them is a vertex that lies on an edge only within the precision of numbers.
    pub fn exact(&self, nodes: &[usize]) -> Result<Vec<Point>, KernelError> {
        if nodes.iter().any(|n| self.touching.get(*n) == Some(&true)) {
            return Err(KernelError::unbuilt(
                "a point of one shape lies on an edge of the other, too near to tell on which side",
            ));
        }
        Ok(nodes.iter().filter_map(|n| self.nodes.get(*n).copied()).collect())
    }

    /// Chains of pieces that follow each other, as lines.
    pub fn chains(&self, pieces: &[Piece]) -> Vec<Line> {
        let mut chains: Vec<Vec<usize>> = Vec::new();
        for piece in pieces {
            match chains.last_mut() {
                Some(chain) if chain.last() == Some(&piece.from) => chain.push(piece.to),
                _ => chains.push(vec![piece.from, piece.to]),
            }
        }
        chains.into_iter().map(|c| c.into_iter().filter_map(|n| self.nodes.get(n).copied()).collect()).collect()
    }
}

/// The nodes of a ring from where S2 begins it: so that the last piece comes from the last edge. The number of the edge
/// that the ring begins with goes along.
fn rotated(ring: &[Piece]) -> (usize, Vec<usize>) {
    let (mut last, mut last_edge, mut gap) = (0, ring.first().map_or(0, |p| p.edge), false);
    for (i, piece) in ring.iter().enumerate().skip(1) {
        if piece.edge < last_edge {
            gap = true;
        } else if piece.edge > last_edge || !gap {
            (last, last_edge, gap) = (i, piece.edge, false);
        }
    }
    let begin = last + 1;
    let turned = ring.iter().cycle().skip(begin).take(ring.len());
    let first = turned.clone().next().map_or(0, |p| p.edge);
    (first, turned.map(|p| p.from).collect())
}
