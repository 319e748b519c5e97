//! Straight edges in degrees, followed by great circles: points are added until each piece is near enough, by S2's estimate.

use super::point::{EARTH_RADIUS, Point, interpolate};
use super::shape::{self, Line, Polygon, list, pair, parts, signed_area};
use crate::KernelError;
use std::ops::RangeInclusive;

/// In metres.
pub const DEFAULT_TOLERANCE: f64 = 10.0;
pub const TOLERANCES: RangeInclusive<f64> = 0.1..=10_000.0;

/// The most points of an answer.
const MAX_POINTS: usize = 10_485_760;

/// The error of an edge is estimated at this part of it and of the rest, and compared with this part of the tolerance.
const ESTIMATED_AT: f64 = 0.312_156_910_822_483_12;
const SCALE: f64 = 0.838_299_925_698_885_1;

/// How near to the date line an edge that crosses it is cut.
const DATE_LINE: f64 = 179.999999999999;

type Flat = (f64, f64);

/// Lines in degrees.
pub struct FlatLine(Vec<Vec<Flat>>);

/// Rings in degrees, with the point that closes each.
pub struct FlatPolygon(Vec<Vec<Vec<Flat>>>);

impl FlatLine {
    /// Longitudes may run on beyond 180 here.
    pub fn read(text: &str) -> Option<FlatLine> {
        let (kind, coordinates) = parts(text)?;
        let lines: Vec<Vec<Flat>> = match kind.as_str() {
            "linestring" => vec![flat(coordinates)?],
            "multilinestring" => list(coordinates)?.map(flat).collect::<Option<_>>()?,
            _ => return None,
        };
        let is_valid = |line: &Vec<Flat>| line.len() > 1 && line.windows(2).all(|w| w.first() != w.last());
        (!lines.is_empty() && lines.iter().all(is_valid)).then_some(FlatLine(lines))
    }
}

impl FlatPolygon {
    pub fn read(text: &str) -> Option<FlatPolygon> {
        shape::polygons(text)?;
        let (kind, coordinates) = parts(text)?;
        let polygon = |text| list(text)?.map(flat).collect::<Option<Vec<_>>>();
        Some(FlatPolygon(match kind.as_str() {
            "polygon" => vec![polygon(coordinates)?],
            _ => list(coordinates)?.map(polygon).collect::<Option<_>>()?,
        }))
    }
}

fn flat(text: &str) -> Option<Vec<Flat>> {
    let points: Vec<Flat> = list(text)?.map(pair).collect::<Option<_>>()?;
    points.iter().all(|(lng, lat)| lng.abs() <= 360.0 && lat.abs() <= 90.0).then_some(points)
}

pub fn lines(lines: &FlatLine, tolerance: f64, preserve_crossing: bool) -> Result<Vec<Line>, KernelError> {
    let mut out = Vec::new();
    for line in &lines.0 {
        out.extend(cut(&chain(line, tolerance, preserve_crossing)?));
    }
    if lines.0.len() > 1 { super::lines::united(&out) } else { Ok(out) }
}

pub fn polygons(polygons: &FlatPolygon, tolerance: f64, preserve_crossing: bool) -> Result<Vec<Polygon>, KernelError> {
    let mut out: Vec<Polygon> = Vec::new();
    for polygon in &polygons.0 {
        let mut rings = Vec::new();
        for (place, ring) in polygon.iter().enumerate() {
            let mut points = chain(ring, tolerance, preserve_crossing)?;
            points.pop();
            if cut(&points).len() > 1 {
                return Err(KernelError::unbuilt("a polygon across the date line cannot be densified yet"));
            }
            // A shell has its inside on the left, and a hole its outside.
            if (signed_area(&points) < 0.0) == (place == 0) {
                points.reverse();
            }
            rings.push(points);
        }
        out.push(rings);
    }
    if out.len() > 1 { super::planar::union(out) } else { Ok(out) }
}

/// The points along straight edges.
fn chain(flat: &[Flat], tolerance: f64, preserve_crossing: bool) -> Result<Vec<Point>, KernelError> {
    let limit = SCALE * tolerance / EARTH_RADIUS;
    let mut out: Vec<Point> = flat.first().map(|p| Point::at(p.0, p.1)).into_iter().collect();
    for edge in flat.windows(2) {
        let &[from, mut to] = edge else { continue };
        if preserve_crossing && (to.0 - from.0).abs() > 180.0 {
            to.0 += 360f64.copysign(from.0 - to.0);
        }
        // Halves are done one after the other, the first half first.
        let mut open = vec![(from, to)];
        while let Some((a, b)) = open.pop() {
            if error(a, b) <= limit {
                out.push(Point::at(b.0, b.1));
            } else {
                let middle = between(a, b, 0.5);
                open.extend([(middle, b), (a, middle)]);
            }
            if out.len() + open.len() > MAX_POINTS {
                return Err(KernelError::unbuilt(format!("the densified shape has more than {MAX_POINTS} points")));
            }
        }
    }
    Ok(out)
}

fn between(a: Flat, b: Flat, part: f64) -> Flat {
    ((1.0 - part) * a.0 + part * b.0, (1.0 - part) * a.1 + part * b.1)
}

/// About how far the great circle between two points is from the straight edge.
fn error(a: Flat, b: Flat) -> f64 {
    let (p, q) = (Point::at(a.0, a.1), Point::at(b.0, b.1));
    if p.dot(q) < -1e-14 {
        return f64::INFINITY;
    }
    let at = |part: f64| {
        let straight = between(a, b, part);
        interpolate(p, q, part).angle(Point::at(straight.0, straight.1))
    };
    at(ESTIMATED_AT).max(at(1.0 - ESTIMATED_AT))
}

/// A line cut where it crosses the date line.
fn cut(line: &[Point]) -> Vec<Line> {
    let mut out: Vec<Line> = vec![Vec::new()];
    for (i, p) in line.iter().enumerate() {
        let before =
            i.checked_sub(1).and_then(|i| line.get(i)).filter(|b| (p.longitude() - b.longitude()).abs() > 180.0);
        if let Some(b) = before {
            // On the date line y is 0.
            let part = b.y / (b.y - p.y);
            let latitude = (*b + (*p - *b) * part).unit().latitude();
            let side = DATE_LINE.copysign(b.longitude());
            if let Some(last) = out.last_mut() {
                last.push(Point::at(side, latitude));
            }
            out.push(vec![Point::at(-side, latitude)]);
        }
        if let Some(last) = out.last_mut() {
            last.push(*p);
        }
    }
    out
}
