//! Shapes laid over each other: which pieces of their edges bound what they cover together.
//!
//! A gnomonic projection makes straight lines of great circles. There every edge is cut where it meets another, and each piece
//! is asked how many shapes lie on its two sides: a union is bounded where that goes from none to one, an intersection where it
//! goes from one to two. Pieces keep the number of the edge they come from, which decides where a ring begins, as in S2.

use super::point::{Point, normal};
use super::shape::{Line, Polygon, Ring, contains, edges, signed_area};
use crate::KernelError;
use std::collections::{BTreeMap, HashMap};

/// Points nearer than this, in radians, are one point: six thousandths of a millimetre.
const SAME: f64 = 1e-12;

/// How far from the centre of all shapes a point may lie: the cosine of 75 degrees.
const FARTHEST: f64 = 0.25;

/// The most pieces that edges may be cut into.
pub const MAX_PIECES: usize = 50_000;

/// The most pairs of edges that are looked at closely.
pub const MAX_PAIRS: usize = 10_000_000;

/// Whether edges of valid rings cross. Rings may share points and not edges.
pub fn rings_cross(rings: &[Ring]) -> bool {
    let all: Vec<(Point, Point)> = rings.iter().flat_map(|ring| edges(ring)).collect();
    let mut crossed = false;
    pairs_near(&all, |i, j| {
        crossed = match (all.get(i), all.get(j)) {
            (Some((a, b)), Some((c, d))) => (a == c && b == d) || (a == d && b == c) || cross(*a, *b, *c, *d),
            _ => false,
        };
        !crossed
    });
    crossed
}

/// Whether two edges cross, touching at an end left out.
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |a: Point, b: Point, c: Point| a.dot((b - a).cross(c - a));
    let (acb, bda, cbd, dac) = (side(a, c, b), side(b, d, a), side(c, b, d), side(d, a, c));
    (acb > 0.0) == (bda > 0.0) && (bda > 0.0) == (cbd > 0.0) && (cbd > 0.0) == (dac > 0.0) && {
        [acb, bda, cbd, dac].iter().all(|s| s.abs() > 1e-20)
    }
}

/// Visits the pairs of edges that may meet, those whose boxes overlap, until the visitor has seen enough.
fn pairs_near(edges: &[(Point, Point)], mut visit: impl FnMut(usize, usize) -> bool) {
    let bounds = |p: Point, q: Point| {
        // A great circle rises above its ends by less than this.
        let bulge = (p - q).dot(p - q) / 4.0 + SAME;
        let low = Point::new(p.x.min(q.x) - bulge, p.y.min(q.y) - bulge, p.z.min(q.z) - bulge);
        (low, Point::new(p.x.max(q.x) + bulge, p.y.max(q.y) + bulge, p.z.max(q.z) + bulge))
    };
    let mut order: Vec<(usize, Point, Point)> = Vec::with_capacity(edges.len());
    for (i, (p, q)) in edges.iter().enumerate() {
        let (low, high) = bounds(*p, *q);
        order.push((i, low, high));
    }
    order.sort_by(|a, b| a.1.z.total_cmp(&b.1.z));
    for (n, (i, low, high)) in order.iter().enumerate() {
        for (j, low2, high2) in order.iter().skip(n + 1).take_while(|(_, l, _)| l.z <= high.z) {
            let meets = low.x <= high2.x && low2.x <= high.x && low.y <= high2.y && low2.y <= high.y;
            if meets && !visit(*i.min(j), *i.max(j)) {
                return;
            }
        }
    }
}

/// An edge of a shape.
#[derive(Debug, Clone, Copy)]
struct Edge {
    a: Point,
    b: Point,
    shape: usize,
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

/// The edges of several shapes, cut where they meet.
pub struct Arrangement {
    pub nodes: Vec<Point>,
    flat: Vec<(f64, f64)>,
    pub pieces: Vec<Piece>,
    /// For each node, the shapes of which it is a vertex or where edges cross, and whether a vertex lies inside an edge.
    shapes_at: Vec<Vec<usize>>,
    touching: Vec<bool>,
    /// Whether some edges cross at a point that is an end of neither.
    pub crosses: bool,
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

/// Makes nodes and pieces.
struct Cutter {
    centre: Point,
    right: Point,
    up: Point,
    grid: HashMap<(i64, i64), Vec<usize>>,
    out: Arrangement,
}

impl Cutter {
    fn new(centre: Point) -> Cutter {
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

    fn cut(mut self, all: &[Edge]) -> Result<Arrangement, KernelError> {
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

/// The union of polygons, by S2's order: the two with the fewest points first.
pub fn union(polygons: Vec<Polygon>) -> Result<Vec<Polygon>, KernelError> {
    let mut queue: Vec<(usize, Vec<Ring>)> =
        polygons.into_iter().map(|rings| (rings.iter().map(Vec::len).sum(), rings)).collect();
    queue.sort_by_key(|(size, _)| *size);
    while queue.len() > 1 {
        let mut smallest = queue.drain(..2);
        let (Some((n, a)), Some((m, b))) = (smallest.next(), smallest.next()) else { break };
        drop(smallest);
        let joined =
            if apart(&a, &b) { [a, b].concat() } else { Arrangement::new(&[(&a, true), (&b, true)])?.rings(1)? };
        let size = n.saturating_add(m);
        let place = queue.iter().position(|(other, _)| *other > size).unwrap_or(queue.len());
        queue.insert(place, (size, joined));
    }
    Ok(queue.pop().map(|(_, rings)| nested(rings)).unwrap_or_default())
}

/// Whether two groups of points lie in balls that do not meet, so that no projection has to hold both.
pub fn apart(a: &[Vec<Point>], b: &[Vec<Point>]) -> bool {
    let ball = |parts: &[Vec<Point>]| {
        let centre = parts.iter().flatten().fold(Point::new(0.0, 0.0, 0.0), |sum, p| sum + *p).unit();
        let radius = parts.iter().flatten().map(|p| centre.angle(*p)).fold(0.0, f64::max);
        // Edges between points of a cap stay in it if it is at most half of the sphere.
        (centre, if radius <= 1.5 { radius } else { 4.0 })
    };
    let ((c, r), (d, s)) = (ball(a), ball(b));
    c.angle(d) > r + s + 1e-9
}

/// Rings sorted into polygons: each hole goes to the smallest shell around it.
pub fn nested(rings: Vec<Ring>) -> Vec<Polygon> {
    let (holes, shells): (Vec<Ring>, Vec<Ring>) = rings.into_iter().partition(|ring| signed_area(ring) < 0.0);
    let mut polygons: Vec<Polygon> = shells.into_iter().map(|shell| vec![shell]).collect();
    for hole in holes {
        // An edge of a hole may touch its shell at one end; its middle does not.
        let Some(middle) = edges(&hole).map(|(a, b)| (a + b).unit()).next() else { continue };
        let around = polygons
            .iter_mut()
            .filter(|p| p.first().is_some_and(|shell| contains(std::slice::from_ref(shell), middle)));
        let area = |p: &Polygon| p.first().map_or(0.0, |shell| signed_area(shell));
        if let Some(polygon) = around.min_by(|p, q| area(p).total_cmp(&area(q))) {
            polygon.push(hole);
        }
    }
    polygons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, size: f64) -> Vec<Ring> {
        let corners = [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size)];
        vec![corners.iter().map(|(x, y)| Point::at(west + x, south + y)).collect()]
    }

    fn sizes(polygons: &[Polygon]) -> Vec<Vec<usize>> {
        polygons.iter().map(|rings| rings.iter().map(Vec::len).collect()).collect()
    }

    #[test]
    fn squares_that_overlap() {
        let (a, b) = (square(0.0, 0.0, 2.0), square(1.0, 1.0, 2.0));
        assert_eq!(sizes(&union(vec![a.clone(), b.clone()]).unwrap()), [[8]]);
        let laid = Arrangement::new(&[(&a, true), (&b, true)]).unwrap();
        let both = nested(laid.rings(2).unwrap());
        assert_eq!(sizes(&both), [[4]]);
        assert!(contains(&both[0], Point::at(1.5, 1.5)) && !contains(&both[0], Point::at(0.5, 0.5)));
    }

    #[test]
    fn squares_apart_beside_and_within() {
        let (a, b, c) = (square(0.0, 0.0, 2.0), square(5.0, 0.0, 1.0), square(0.5, 0.5, 1.0));
        assert_eq!(sizes(&union(vec![a.clone(), b]).unwrap()), [[4], [4]]);
        assert_eq!(sizes(&union(vec![a.clone(), c]).unwrap()), [[4]]);
        assert_eq!(sizes(&union(vec![a.clone(), a.clone()]).unwrap()), [[4]]);
        assert_eq!(sizes(&union(vec![a, square(2.0, 0.0, 2.0)]).unwrap()), [[6]]);
    }

    #[test]
    fn a_frame_has_a_hole() {
        let side = |w: f64, s: f64, e: f64, n: f64| {
            vec![[(w, s), (e, s), (e, n), (w, n)].iter().map(|(x, y)| Point::at(*x, *y)).collect::<Ring>()]
        };
        let sides = vec![
            side(0.0, 0.0, 10.0, 1.0),
            side(0.0, 9.0, 10.0, 10.0),
            side(0.0, 0.5, 1.0, 9.5),
            side(9.0, 0.5, 10.0, 9.5),
        ];
        let frame = union(sides).unwrap();
        assert_eq!((frame.len(), frame[0].len()), (1, 2));
        assert!(!contains(&frame[0], Point::at(5.0, 5.0)) && contains(&frame[0], Point::at(0.5, 5.0)));
    }

    #[test]
    fn rings_that_cross_themselves() {
        let points = |places: &[(f64, f64)]| places.iter().map(|(x, y)| Point::at(*x, *y)).collect::<Ring>();
        assert!(rings_cross(&[points(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)])]));
        assert!(!rings_cross(&square(0.0, 0.0, 1.0)));
    }

    #[test]
    fn shapes_on_two_sides_of_the_earth_are_apart() {
        let (here, there) = (square(0.0, 0.0, 1.0), square(170.0, 0.0, 1.0));
        assert!(Arrangement::new(&[(&here, true), (&there, true)]).is_err());
        assert_eq!(sizes(&union(vec![here, there]).unwrap()), [[4], [4]]);
    }
}
