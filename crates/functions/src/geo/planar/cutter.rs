//! Cuts edges where they meet: makes the nodes and pieces of an arrangement.

use super::super::point::{Point, normal};
use super::SAME;
use super::arrangement::{Arrangement, Piece};
use super::crossing::{cross, pairs_near};
use crate::KernelError;
use std::collections::HashMap;

/// The most pieces that edges may be cut into.
pub const MAX_PIECES: usize = 50_000;

/// The most pairs of edges that are looked at closely.
pub const MAX_PAIRS: usize = 10_000_000;

/// An edge of a shape.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    pub a: Point,
    pub b: Point,
    pub shape: usize,
}

/// Makes nodes and pieces.
pub struct Cutter {
    centre: Point,
    right: Point,
    up: Point,
    grid: HashMap<(i64, i64), Vec<usize>>,
    out: Arrangement,
}

impl Cutter {
    pub fn new(centre: Point) -> Cutter {
        let axis = if centre.z.abs() < 0.9 { Point::new(0.0, 0.0, 1.0) } else { Point::new(1.0, 0.0, 0.0) };
        let right = axis.cross(centre).unit();
        let up = centre.cross(right);
        let out = Arrangement {
            nodes: Vec::new(),
            flat: Vec::new(),
            pieces: Vec::new(),
            shapes_at: Vec::new(),
            touching: Vec::new(),
            crosses: false,
        };
        Cutter { centre, right, up, grid: HashMap::new(), out }
    }

    fn project(&self, p: Point) -> (f64, f64) {
        let depth = p.dot(self.centre);
        (p.dot(self.right) / depth, p.dot(self.up) / depth)
    }

    /// The node at this point, made if there is none; a shape that is there is remembered.
    fn node(&mut self, p: Point, shapes: &[usize]) -> usize {
        let (x, y) = self.project(p);
        let cell = ((x / SAME).round() as i64, (y / SAME).round() as i64);
        let around = (-1..=1).flat_map(|i| (-1..=1).map(move |j| (cell.0.wrapping_add(i), cell.1.wrapping_add(j))));
        let found = around.filter_map(|c| self.grid.get(&c)).flatten().copied().next();
        let node = found.unwrap_or_else(|| {
            self.grid.entry(cell).or_default().push(self.out.nodes.len());
            self.out.nodes.push(p);
            self.out.flat.push((x, y));
            self.out.shapes_at.push(Vec::new());
            self.out.touching.push(false);
            self.out.nodes.len() - 1
        });
        if let Some(at) = self.out.shapes_at.get_mut(node) {
            for shape in shapes {
                if !at.contains(shape) {
                    at.push(*shape);
                }
            }
        }
        node
    }

    fn touch(&mut self, node: usize) {
        if let Some(flag) = self.out.touching.get_mut(node) {
            *flag = true;
        }
    }

    pub fn cut(mut self, all: &[Edge]) -> Result<Arrangement, KernelError> {
        let mut on: Vec<Vec<usize>> = Vec::with_capacity(all.len());
        for e in all {
            on.push(vec![self.node(e.a, &[e.shape]), self.node(e.b, &[e.shape])]);
        }
        let ends: Vec<(Point, Point)> = all.iter().map(|e| (e.a, e.b)).collect();
        let mut total = all.len();
        if total > MAX_PIECES {
            return Err(KernelError::unbuilt(format!("the shapes have more than {MAX_PIECES} edges")));
        }
        let mut pairs = Vec::new();
        pairs_near(&ends, |i, j| {
            pairs.push((i, j));
            pairs.len() <= MAX_PAIRS
        });
        if pairs.len() > MAX_PAIRS {
            return Err(KernelError::unbuilt(format!(
                "more than {MAX_PAIRS} pairs of edges of the shapes lie near each other"
            )));
        }
        pairs.sort_unstable();
        for (i, j) in pairs {
            let (Some(e), Some(f)) = (all.get(i), all.get(j)) else { continue };
            let both = [e.shape, f.shape];
            let mut meets = Vec::new();
            for p in [f.a, f.b].into_iter().filter(|p| inside(*p, e)) {
                meets.push((i, self.node(p, &both)));
            }
            for p in [e.a, e.b].into_iter().filter(|p| inside(*p, f)) {
                meets.push((j, self.node(p, &both)));
            }
            if meets.is_empty() {
                if let Some(p) = crossing(e, f) {
                    self.out.crosses = true;
                    let node = self.node(p, &both);
                    meets.extend([(i, node), (j, node)]);
                }
            } else {
                meets.iter().for_each(|(_, node)| self.touch(*node));
            }
            total += meets.len();
            if total > MAX_PIECES {
                return Err(KernelError::unbuilt(format!(
                    "the edges of the shapes meet in more than {MAX_PIECES} points"
                )));
            }
            for (edge, node) in meets {
                if let Some(nodes) = on.get_mut(edge) {
                    nodes.push(node);
                }
            }
        }
        for (number, (e, mut nodes)) in all.iter().zip(on).enumerate() {
            let far = |n: &usize| self.out.nodes.get(*n).map_or(0.0, |p| (*p - e.a).length());
            nodes.sort_by(|m, n| far(m).total_cmp(&far(n)));
            nodes.dedup();
            let steps = nodes.windows(2).filter_map(|pair| match pair {
                [from, to] => Some(Piece { from: *from, to: *to, shape: e.shape, edge: number }),
                _ => None,
            });
            self.out.pieces.extend(steps);
        }
        Ok(self.out)
    }
}

/// Whether a point lies on an edge and is not one of its ends.
fn inside(p: Point, e: &Edge) -> bool {
    let n = normal(e.a, e.b);
    p.dot(n).abs() < SAME
        && n.cross(e.a).dot(p) > 0.0
        && n.cross(e.b).dot(p) < 0.0
        && (p - e.a).length() > SAME
        && (p - e.b).length() > SAME
}

/// The point where two edges cross inside of both.
fn crossing(e: &Edge, f: &Edge) -> Option<Point> {
    if !cross(e.a, e.b, f.a, f.b) {
        return None;
    }
    // The place on `e` follows from the distances of its ends to the great circle of `f`, which stay precise if both are short.
    let n = normal(f.a, f.b);
    let (da, db) = ((e.a - f.a).dot(n) + f.a.dot(n), (e.b - f.a).dot(n) + f.a.dot(n));
    let part = da / (da - db);
    part.is_finite().then(|| (e.a + (e.b - e.a) * part).unit())
}
