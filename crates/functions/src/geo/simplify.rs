//! Shapes without the points that a tolerance makes needless, where S2's answer can be told for certain.
//!
//! S2 first moves points onto others nearer than the tolerance, and then leaves out those that a longer edge passes near enough.
//! The first step depends on details of S2 and is refused, unless the whole shape falls together.

use super::point::{EARTH_RADIUS, Point, nearest};
use super::shape::{Line, Polygon};
use crate::KernelError;
use std::f64::consts::PI;
use std::ops::Range;

/// In metres.
pub const DEFAULT_TOLERANCE: f64 = 10.0;
pub const TOLERANCES: Range<f64> = 0.0..7_800_000.0;

/// The most points of a line whose distances to each other are looked at.
const MAX_POINTS: usize = 5_000;

/// The simpler line; nothing if it disappears.
pub fn line(lines: &[Line], tolerance: f64) -> Result<Option<Line>, KernelError> {
    let radius = tolerance / EARTH_RADIUS;
    if fall_together(lines.iter().flatten(), radius) {
        return Ok(None);
    }
    let [line] = lines else {
        return Err(KernelError::unbuilt("lines of several parts cannot be simplified yet"));
    };
    if line.len() > MAX_POINTS {
        return Err(KernelError::unbuilt(format!("a line of more than {MAX_POINTS} points cannot be simplified yet")));
    }
    let near = |(i, p): (usize, &Point)| line.iter().skip(i + 1).any(|q| p.angle(*q) <= radius);
    if line.iter().enumerate().any(near) {
        return Err(KernelError::unbuilt(
            "a line with points nearer to each other than the tolerance cannot be simplified yet",
        ));
    }
    let kept = greedy(line, radius);
    let (simple, others) = kept.into_iter().fold((Vec::new(), false), |(mut simple, close), (p, from, to)| {
        let passes = simple.last().is_some_and(|last| comes_near(line, (*last, p), from..to, radius));
        simple.push(p);
        (simple, close || passes)
    });
    if others {
        return Err(KernelError::unbuilt("a line that comes near to itself cannot be simplified yet"));
    }
    Ok(Some(simple))
}

/// Nothing if the polygons disappear, which is the only answer that is certain.
pub fn polygons(polygons: &[Polygon], tolerance: f64) -> Result<Option<Vec<Polygon>>, KernelError> {
    if fall_together(polygons.iter().flatten().flatten(), tolerance / EARTH_RADIUS) {
        return Ok(None);
    }
    Err(KernelError::unbuilt(
        "polygons cannot be simplified yet, because which points S2 keeps depends on its own order",
    ))
}

/// Whether each point is so near to every other that all become one, whichever is taken first.
fn fall_together<'a>(points: impl Iterator<Item = &'a Point> + Clone, radius: f64) -> bool {
    let centre = points.clone().fold(Point::new(0.0, 0.0, 0.0), |sum, p| sum + *p).unit();
    points.clone().map(|p| centre.angle(*p)).fold(0.0, f64::max) * 2.0 <= radius
}

/// The points kept, each with the places in the line between which the edge to it leaves points out.
fn greedy(line: &Line, radius: f64) -> Vec<(Point, usize, usize)> {
    let mut kept = Vec::new();
    let mut from = 0;
    kept.extend(line.first().map(|p| (*p, 0, 0)));
    while from + 1 < line.len() {
        let mut to = from + 1;
        let mut window = (-PI, PI);
        while to + 1 < line.len() && extends(line, from, to, &mut window, radius) {
            to += 1;
        }
        kept.extend(line.get(to).map(|p| (*p, from, to)));
        from = to;
    }
    kept
}

/// Whether the edge may go on to the point after `to`; the window of directions narrows to those that pass by `to`.
fn extends(line: &Line, from: usize, to: usize, window: &mut (f64, f64), radius: f64) -> bool {
    let (Some(start), Some(first)) = (line.get(from), line.get(from + 1)) else { return false };
    let (Some(passed), Some(next)) = (line.get(to), line.get(to + 1)) else { return false };
    let zero = start.bearing(*first);
    let direction = |p: &Point| {
        let turn = start.bearing(*p) - zero;
        if turn > PI {
            turn - 2.0 * PI
        } else if turn < -PI {
            turn + 2.0 * PI
        } else {
            turn
        }
    };
    let far = start.angle(*passed);
    if far > radius {
        let half = (radius.sin() / far.sin()).asin();
        *window = (window.0.max(direction(passed) - half), window.1.min(direction(passed) + half));
    }
    let turn = direction(next);
    turn >= window.0 && turn <= window.1 && start.angle(*next) < PI / 2.0 && start.angle(*next) > far
}

/// Whether points that a longer edge does not stand for are nearly as near to it as those that it stands for.
fn comes_near(line: &Line, (a, b): (Point, Point), own: Range<usize>, radius: f64) -> bool {
    let is_other = |(i, _): &(usize, &Point)| *i < own.start || *i > own.end;
    let mut others = line.iter().enumerate().filter(is_other);
    own.len() > 1 && others.any(|(_, p)| p.angle(nearest(*p, a, b)) <= 2.0 * radius)
}
