//! Where edges cross, and which pairs of them may.

use super::super::point::Point;
use super::super::shape::{Ring, edges};
use super::SAME;

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
pub fn pairs_near(edges: &[(Point, Point)], mut visit: impl FnMut(usize, usize) -> bool) {
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
