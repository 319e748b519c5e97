//! What is measured of lines and polygons: lengths, distances, nearest points, areas and centroids.

use super::planar;
use super::point::{Point, interpolate, nearest};
use super::shape::{Line, Polygon, Ring, contains, edges, signed_area};
use crate::KernelError;

pub fn line_edges(line: &Line) -> impl Iterator<Item = (Point, Point)> {
    line.iter().copied().zip(line.iter().copied().skip(1))
}

/// The length of a line, as an angle.
pub fn length(line: &Line) -> f64 {
    line_edges(line).map(|(a, b)| a.angle(b)).sum()
}

/// The point of some edges that is nearest to `p`.
pub fn nearest_of(p: Point, edges: impl Iterator<Item = (Point, Point)>) -> Option<Point> {
    edges.map(|(a, b)| nearest(p, a, b)).min_by(|a, b| p.angle(*a).total_cmp(&p.angle(*b)))
}

pub fn nearest_on_lines(p: Point, lines: &[Line]) -> Option<Point> {
    nearest_of(p, lines.iter().flat_map(line_edges))
}

/// The point itself if a polygon contains it.
pub fn nearest_on_polygons(p: Point, polygons: &[Polygon]) -> Option<Point> {
    if contains_any(polygons, p) {
        return Some(p);
    }
    nearest_of(p, polygons.iter().flatten().flat_map(|ring| edges(ring)))
}

pub fn contains_any(polygons: &[Polygon], p: Point) -> bool {
    polygons.iter().any(|polygon| contains(polygon, p))
}

/// The point that divides a line in this proportion.
pub fn along(line: &Line, fraction: f64) -> Option<Point> {
    let mut left = length(line) * fraction;
    for (a, b) in line_edges(line) {
        let step = a.angle(b);
        if left < step {
            return Some(interpolate(a, b, left / step));
        }
        left -= step;
    }
    line.last().copied()
}

/// In which proportion the point of a line that is nearest to `p` divides it.
pub fn locate(line: &Line, p: Point) -> Option<f64> {
    let (mut before, mut best) = (0.0, None::<(f64, f64)>);
    for (a, b) in line_edges(line) {
        let foot = nearest(p, a, b);
        let far = p.angle(foot);
        if best.is_none_or(|(least, _)| far < least) {
            best = Some((far, before + a.angle(foot)));
        }
        before += a.angle(b);
    }
    let (_, at) = best?;
    (before > 0.0).then(|| (at / before).clamp(0.0, 1.0))
}

/// The polygons without their overlaps.
pub fn united(polygons: &[Polygon]) -> Result<Vec<Polygon>, KernelError> {
    if polygons.len() < 2 { Ok(polygons.to_vec()) } else { planar::union(polygons.to_vec()) }
}

/// The area on the unit sphere.
pub fn area(polygons: &[Polygon]) -> f64 {
    polygons.iter().flatten().map(signed_area_of).sum()
}

fn signed_area_of(ring: &Ring) -> f64 {
    signed_area(ring)
}

/// The centre of the area of polygons that do not overlap.
pub fn area_centroid(polygons: &[Polygon]) -> Point {
    // By Stokes, the area's moment is half the sum of each edge's normal times its angle.
    let moment = |(a, b): (Point, Point)| a.cross(b - a).unit() * (a.angle(b) / 2.0);
    polygons
        .iter()
        .flatten()
        .flat_map(|ring| edges(ring))
        .map(moment)
        .fold(Point::new(0.0, 0.0, 0.0), |s, m| s + m)
        .unit()
}

/// The centre of the length of lines.
pub fn line_centroid(lines: &[Line]) -> Point {
    let moment = |(a, b): (Point, Point)| (a + b) * ((a - b).length() / (a + b).length().max(f64::MIN_POSITIVE));
    lines.iter().flat_map(line_edges).map(moment).fold(Point::new(0.0, 0.0, 0.0), |s, m| s + m).unit()
}
