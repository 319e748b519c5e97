//! What two shapes have in common.

use super::measure::united;
use super::planar::{self, Arrangement, apart};
use super::point::Point;
use super::shape::{Line, Polygon, Ring, refuse_date_line, write_common};
use crate::KernelError;

/// The points, lines and polygons in which two shapes meet.
#[derive(Debug, Default)]
pub struct Common {
    points: Vec<Point>,
    lines: Vec<Line>,
    polygons: Vec<Polygon>,
}

impl Common {
    /// Appends it as GeoJSON. In which order Kusto lists several points is not known.
    pub fn write(&self, out: &mut String) -> Result<(), KernelError> {
        if self.points.len() > 1 {
            return Err(KernelError::unbuilt("shapes that meet in several single points cannot be intersected yet"));
        }
        refuse_date_line(&self.lines, false)?;
        self.polygons.iter().try_for_each(|rings| refuse_date_line(rings, true))?;
        write_common(out, &self.points, &self.lines, &self.polygons);
        Ok(())
    }

    fn some(self) -> Option<Common> {
        (!self.points.is_empty() || !self.lines.is_empty() || !self.polygons.is_empty()).then_some(self)
    }
}

type Answer = Result<Option<Common>, KernelError>;

pub fn of_lines(a: &[Line], b: &[Line]) -> Answer {
    if apart(a, b) {
        return Ok(None);
    }
    let laid = Arrangement::new(&[(a, false), (b, false)])?;
    let pieces = laid.shared_pieces();
    let lone: Vec<usize> =
        laid.shared_nodes().into_iter().filter(|n| pieces.iter().all(|p| p.from != *n && p.to != *n)).collect();
    Ok(Common { points: laid.exact(&lone)?, lines: laid.chains(&pieces), polygons: Vec::new() }.some())
}

pub fn of_line_with_polygon(lines: &[Line], polygons: &[Polygon]) -> Answer {
    let rings = rings(polygons)?;
    if apart(lines, &rings) {
        return Ok(None);
    }
    let laid = Arrangement::new(&[(lines, false), (&rings, true)])?;
    let pieces = laid.pieces_inside(0, 1);
    let lone: Vec<usize> =
        laid.shared_nodes().into_iter().filter(|n| pieces.iter().all(|p| p.from != *n && p.to != *n)).collect();
    Ok(Common { points: laid.exact(&lone)?, lines: laid.chains(&pieces), polygons: Vec::new() }.some())
}

pub fn of_polygons(a: &[Polygon], b: &[Polygon]) -> Answer {
    let (a, b) = (rings(a)?, rings(b)?);
    if apart(&a, &b) {
        return Ok(None);
    }
    let laid = Arrangement::new(&[(&a, true), (&b, true)])?;
    let polygons = planar::nested(laid.rings(2)?);
    let is_corner = |p: Point| polygons.iter().flatten().flatten().any(|q| *q == p);
    // A boundary with one shape on each side is no area; it is a line of its own where no area ends there.
    let shared: Vec<_> = laid.shared_pieces();
    let lone_pieces: Vec<_> = shared.into_iter().filter(|p| laid.is_outside_on_both_sides(p)).collect();
    let is_on_line = |n: &usize| lone_pieces.iter().any(|p| p.from == *n || p.to == *n);
    let lone: Vec<usize> = laid
        .shared_nodes()
        .into_iter()
        .filter(|n| !is_on_line(n) && !laid.nodes.get(*n).is_some_and(|p| is_corner(*p)))
        .collect();
    Ok(Common { points: laid.exact(&lone)?, lines: laid.chains(&lone_pieces), polygons }.some())
}

fn rings(polygons: &[Polygon]) -> Result<Vec<Ring>, KernelError> {
    Ok(united(polygons)?.into_iter().flatten().collect())
}
