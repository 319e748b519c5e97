//! The S2 cells of one level that touch a shape, or come within a distance of it.

use super::measure::{contains_any, line_edges};
use super::planar::cross;
use super::point::{EARTH_RADIUS, Point, nearest};
use super::s2cell::Cell;
use super::shape::{Line, Polygon, edges};
use lurcher_types::dynamic::write_list;

/// The most cells of a cover; Kusto answers null beyond.
pub const MAX_CELLS: usize = 65_536;

/// A cell has its edges, within the precision of numbers.
const SAME: f64 = 4e-16;

type Edge = (Point, Point);

/// The cells that cover lines; nothing if they are too many.
pub fn of_lines(lines: &[Line], level: u32, radius: f64) -> Option<Vec<Cell>> {
    cover(lines.iter().flat_map(line_edges).collect(), &[], level, radius)
}

/// The cells that cover polygons; nothing if they are too many.
pub fn of_polygons(polygons: &[Polygon], level: u32, radius: f64) -> Option<Vec<Cell>> {
    cover(polygons.iter().flatten().flat_map(|ring| edges(ring)).collect(), polygons, level, radius)
}

/// Appends the tokens of cells.
pub fn write(out: &mut String, cells: &[Cell]) {
    write_list(out, cells, |out, cell| {
        out.push('"');
        out.push_str(&cell.token());
        out.push('"');
    });
}

fn cover(edges: Vec<Edge>, polygons: &[Polygon], level: u32, radius: f64) -> Option<Vec<Cell>> {
    let mut found = Vec::new();
    for face in 0..6 {
        let top = Cell::face(face);
        descend(top, &edges, polygons, level, radius / EARTH_RADIUS, &mut found)?;
    }
    found.sort_unstable();
    Some(found)
}

fn descend(
    cell: Cell,
    near: &[Edge],
    polygons: &[Polygon],
    level: u32,
    radius: f64,
    found: &mut Vec<Cell>,
) -> Option<()> {
    let near: Vec<Edge> = near.iter().copied().filter(|edge| touches(cell, *edge, radius)).collect();
    if near.is_empty() && !contains_any(polygons, cell.centre()) {
        return Some(());
    }
    if cell.level() == level {
        found.push(cell);
        return (found.len() <= MAX_CELLS).then_some(());
    }
    cell.children()?.into_iter().try_for_each(|child| descend(child, &near, polygons, level, radius, found))
}

/// Whether an edge comes within a distance of a cell.
fn touches(cell: Cell, (a, b): Edge, radius: f64) -> bool {
    if Cell::at(a, cell.level()) == cell || Cell::at(b, cell.level()) == cell {
        return true;
    }
    let corners = cell.corners();
    edges(&corners).any(|(c, d)| cross(a, b, c, d) || distance((a, b), (c, d)) <= radius + SAME)
}

/// The angle between two edges that do not cross.
fn distance((a, b): Edge, (c, d): Edge) -> f64 {
    let ends = [(a, c, d), (b, c, d), (c, a, b), (d, a, b)];
    ends.into_iter().map(|(p, q, r)| p.angle(nearest(p, q, r))).fold(f64::INFINITY, f64::min)
}
