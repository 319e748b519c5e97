//! Shapes laid over each other: which pieces of their edges bound what they cover together.
//!
//! A gnomonic projection makes straight lines of great circles. There every edge is cut where it meets another, and each piece
//! is asked how many shapes lie on its two sides: a union is bounded where that goes from none to one, an intersection where it
//! goes from one to two. Pieces keep the number of the edge they come from, which decides where a ring begins, as in S2.

mod arrangement;
mod crossing;
mod cutter;

pub use arrangement::{Arrangement, Piece};
pub use crossing::{cross, rings_cross};

use super::point::Point;
use super::shape::{Polygon, Ring, contains, edges, signed_area};
use crate::KernelError;

/// Points nearer than this, in radians, are one point: six thousandths of a millimetre.
const SAME: f64 = 1e-12;

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
