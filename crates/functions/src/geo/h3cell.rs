//! Cells of H3: hexagons (and twelve pentagons) of sixteen resolutions.

use super::shape::write_pair;
use h3o::{CellIndex, LatLng, Resolution};
use lurcher_types::dynamic::write_list;

/// The resolution where none is given.
pub const DEFAULT_RESOLUTION: u32 = 6;

/// The cell that holds the point at a longitude and a latitude.
pub fn at((longitude, latitude): (f64, f64), level: u32) -> Option<CellIndex> {
    Some(LatLng::new(latitude, longitude).ok()?.to_cell(resolution(level)?))
}

pub fn parse(token: &str) -> Option<CellIndex> {
    let is_hex = token.bytes().all(|b| b.is_ascii_hexdigit());
    token.parse().ok().filter(|_| is_hex)
}

pub fn resolution(level: u32) -> Option<Resolution> {
    Resolution::try_from(u8::try_from(level).ok()?).ok()
}

/// The cells at each distance up to this one.
pub fn rings(cell: CellIndex, distance: u32) -> Vec<Vec<CellIndex>> {
    let mut rings = vec![Vec::new(); distance as usize + 1];
    let disk: Vec<(CellIndex, u32)> = cell.grid_disk_distances(distance);
    for (cell, far) in disk {
        if let Some(ring) = rings.get_mut(far as usize) {
            ring.push(cell);
        }
    }
    rings
}

/// Appends the tokens of cells.
pub fn write(out: &mut String, cells: impl IntoIterator<Item = CellIndex>) {
    write_list(out, cells, |out, cell| {
        out.push('"');
        out.push_str(&cell.to_string());
        out.push('"');
    });
}

/// Appends the middle of a cell.
pub fn centre(out: &mut String, cell: CellIndex) {
    out.push_str("{\"type\":\"Point\",\"coordinates\":");
    write_place(out, LatLng::from(cell));
    out.push('}');
}

/// Appends the boundary of a cell.
pub fn boundary(out: &mut String, cell: CellIndex) {
    let corners = cell.boundary();
    out.push_str("{\"type\":\"Polygon\",\"coordinates\":[");
    write_list(out, corners.iter().chain(corners.first()), |out, corner| write_place(out, *corner));
    out.push_str("]}");
}

fn write_place(out: &mut String, place: LatLng) {
    write_pair(out, place.lng(), place.lat());
}
