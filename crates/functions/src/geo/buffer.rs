//! The region within a distance of a shape, by S2's rules: offset edges, and arcs around the points where they part.

use super::planar::{self, Arrangement};
use super::point::{EARTH_RADIUS, Point, normal};
use super::shape::{Line, Polygon, Ring};
use crate::KernelError;
use std::f64::consts::{PI, TAU};

/// The most points around one full circle.
const MAX_POINTS: f64 = 10_000.0;

/// The least tolerance, as a part of the radius.
const LEAST_TOLERANCE: f64 = 1e-6;

/// The tolerance where none is given, in metres.
pub const DEFAULT_TOLERANCE: f64 = 10.0;

/// A radius as an angle, and the angle between neighbouring points of an arc.
#[derive(Debug, Clone, Copy)]
pub struct Buffer {
    radius: f64,
    step: f64,
}

impl Buffer {
    /// From metres; nothing if they are not valid.
    pub fn new(radius: f64, tolerance: f64) -> Result<Option<Buffer>, KernelError> {
        if radius <= 0.0 || tolerance < radius * LEAST_TOLERANCE || tolerance <= 0.0 {
            return Ok(None);
        }
        if radius >= EARTH_RADIUS * PI / 2.0 {
            return Err(KernelError::unbuilt("a buffer of a quarter of the Earth or more is not supported"));
        }
        // A chord between two points of the arc comes as near to the middle as the tolerance allows.
        let (outer, inner) = (radius / EARTH_RADIUS, (radius - tolerance).max(0.0) / EARTH_RADIUS);
        let step = 2.0 * (inner.tan() / outer.tan()).acos();
        if TAU / step > MAX_POINTS {
            return Err(KernelError::unbuilt(format!("a circle of this tolerance has more than {MAX_POINTS} points")));
        }
        Ok(Some(Buffer { radius: outer, step: step.min(2.0 * PI / 3.0) }))
    }

    /// The circle around a point.
    pub fn point(&self, p: Point) -> Ring {
        let count = (TAU / self.step).ceil().max(3.0);
        let start = ortho(p);
        (0..count as usize).map(|i| p.along(turned(start, p, TAU * i as f64 / count), self.radius)).collect()
    }

    /// The regions around lines, united.
    pub fn lines(&self, lines: &[Line]) -> Result<Vec<Polygon>, KernelError> {
        let regions = lines.iter().map(|line| {
            let mut path = line.clone();
            path.extend(line.iter().rev().skip(1).take(line.len().saturating_sub(2)));
            self.region(&[path])
        });
        united(regions.collect::<Result<_, _>>()?)
    }

    /// The regions around polygons, united.
    pub fn polygons(&self, polygons: &[Polygon]) -> Result<Vec<Polygon>, KernelError> {
        united(polygons.iter().map(|polygon| self.region(polygon)).collect::<Result<_, _>>()?)
    }

    /// The region to the left of rings and within the distance to their right.
    fn region(&self, rings: &[Ring]) -> Result<Vec<Polygon>, KernelError> {
        let offsets: Vec<Ring> = rings.iter().map(|ring| self.offset(ring)).collect();
        Ok(planar::nested(Arrangement::new(&[(&offsets, true)])?.rings(1)?))
    }

    /// A ring moved to the right. It may cross itself; what it goes around at least once is the region.
    fn offset(&self, ring: &Ring) -> Ring {
        let mut out: Ring = Vec::new();
        let axis = |a: Point, b: Point| -normal(a, b);
        let next = |i: usize| ring.get(i % ring.len().max(1)).copied().unwrap_or(Point::new(0.0, 0.0, 0.0));
        // A line there and back begins with the arc around its first point.
        let back = ring.len() > 1 && next(ring.len() - 1) == next(1);
        if back {
            let (a, b) = (next(0), next(1));
            self.arc(&mut out, a, axis(b, a), axis(a, b));
        }
        for i in 0..ring.len() {
            let (a, b, c) = (next(i), next(i + 1), next(i + 2));
            let (before, after) = (axis(a, b), axis(b, c));
            if !back || i > 0 {
                out.push(a.along(before, self.radius));
            }
            out.push(b.along(before, self.radius));
            let turns_left = a == c || normal(a, b).dot(c - b) >= 0.0;
            if !turns_left {
                out.push(b);
            } else if !(back && i + 1 == ring.len()) {
                out.pop();
                self.arc(&mut out, b, before, after);
                out.pop();
            }
        }
        out.dedup();
        out
    }

    /// The points around `p` from one direction to another, turning left.
    fn arc(&self, out: &mut Ring, p: Point, from: Point, to: Point) {
        let span = p.dot(from.cross(to)).atan2(from.dot(to));
        let span = if span < -1e-9 { span + TAU } else { span };
        out.push(p.along(from, self.radius));
        let steps = (span / self.step).ceil() as usize;
        out.extend((1..steps).map(|i| p.along(turned(from, p, self.step * i as f64), self.radius)));
        out.push(p.along(to, self.radius));
    }
}

fn united(mut regions: Vec<Vec<Polygon>>) -> Result<Vec<Polygon>, KernelError> {
    match regions.len() {
        1 => Ok(regions.pop().unwrap_or_default()),
        _ => planar::union(regions.into_iter().map(|region| region.into_iter().flatten().collect()).collect()),
    }
}

/// A direction turned to the left around `p`.
fn turned(direction: Point, p: Point, angle: f64) -> Point {
    direction * angle.cos() + p.cross(direction) * angle.sin()
}

/// The direction at a right angle to a point with which S2 begins a circle.
fn ortho(p: Point) -> Point {
    let (x, y, z) = (p.x.abs(), p.y.abs(), p.z.abs());
    let largest = if x > y {
        if x > z { 0 } else { 2 }
    } else if y > z {
        1
    } else {
        2
    };
    let axis = match largest {
        0 => Point::new(0.012, 0.0053, 1.0),
        1 => Point::new(1.0, 0.0053, 0.00457),
        _ => Point::new(0.012, 1.0, 0.00457),
    };
    p.cross(axis).unit()
}
