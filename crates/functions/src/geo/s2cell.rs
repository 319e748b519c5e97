//! Cells of S2: six faces of a cube around the sphere, each divided into quarters thirty times along a Hilbert curve.
//!
//! A cell is one number: three bits for the face, two for each level, then a one and zeros. Its token is that number in hex
//! without the zeros at its end.

use super::point::Point;

/// The finest level.
pub const MAX_LEVEL: u32 = 30;

/// The level where none is given.
pub const DEFAULT_LEVEL: u32 = 11;

/// How many finest cells lie along the edge of a face.
const SIZE: i64 = 1 << MAX_LEVEL;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(pub u64);

/// For each orientation, which quarter `(i, j)` comes at each place of the curve, and how the curve turns in it.
const ORDER: [[(i64, i64); 4]; 4] = [
    [(0, 0), (0, 1), (1, 1), (1, 0)],
    [(0, 0), (1, 0), (1, 1), (0, 1)],
    [(1, 1), (1, 0), (0, 0), (0, 1)],
    [(1, 1), (0, 1), (0, 0), (1, 0)],
];
const TURNS: [usize; 4] = [1, 0, 0, 3];

impl Cell {
    /// The cell that is a whole face.
    pub fn face(face: u64) -> Cell {
        Cell(face << 61 | 1 << 60)
    }

    /// The cell of this level that holds a point.
    pub fn at(p: Point, level: u32) -> Cell {
        let (face, u, v) = face_uv(p);
        let index = |x: f64| ((SIZE as f64 * st(x)).floor() as i64).clamp(0, SIZE - 1);
        Cell::from_ij(face, index(u), index(v)).parent(level)
    }

    /// The finest cell at this place of a face.
    fn from_ij(face: u64, i: i64, j: i64) -> Cell {
        let mut id = face;
        let mut turn = (face & 1) as usize;
        for bit in (0..MAX_LEVEL).rev() {
            let quarter = ((i >> bit) & 1, (j >> bit) & 1);
            let place = ORDER.get(turn).and_then(|o| o.iter().position(|q| *q == quarter)).unwrap_or(0);
            id = id << 2 | place as u64;
            turn ^= TURNS.get(place).copied().unwrap_or(0);
        }
        Cell(id << 1 | 1)
    }

    /// The face, and the smallest place on it that the cell has.
    fn face_ij(self) -> (u64, i64, i64) {
        let face = self.0 >> 61;
        let (mut i, mut j, mut turn) = (0, 0, (face & 1) as usize);
        for level in 0..self.level() {
            let place = (self.0 >> (59 - 2 * level) & 3) as usize;
            let (di, dj) = ORDER.get(turn).and_then(|o| o.get(place)).copied().unwrap_or((0, 0));
            (i, j) = (i << 1 | di, j << 1 | dj);
            turn ^= TURNS.get(place).copied().unwrap_or(0);
        }
        let shift = MAX_LEVEL - self.level();
        (face, i << shift, j << shift)
    }

    /// The cell that a token stands for.
    pub fn from_token(token: &str) -> Option<Cell> {
        if token.is_empty() || token.len() > 16 || !token.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let id = u64::from_str_radix(token, 16).ok()? << (4 * (16 - token.len()));
        let is_valid = id >> 61 < 6 && id != 0 && id.trailing_zeros().is_multiple_of(2) && id.trailing_zeros() <= 60;
        is_valid.then_some(Cell(id))
    }

    pub fn token(self) -> String {
        format!("{:016x}", self.0).trim_end_matches('0').to_owned()
    }

    pub fn level(self) -> u32 {
        MAX_LEVEL - self.0.trailing_zeros().min(60) / 2
    }

    pub fn parent(self, level: u32) -> Cell {
        let last = 1u64 << (2 * (MAX_LEVEL - level.min(MAX_LEVEL)));
        Cell(self.0 & last.wrapping_neg() | last)
    }

    pub fn children(self) -> Option<[Cell; 4]> {
        let last = self.0 & self.0.wrapping_neg();
        let step = last >> 2;
        (step > 0).then(|| [0, 1, 2, 3].map(|n| Cell(self.0 - last + step * (2 * n + 1))))
    }

    /// How many finest cells lie along an edge.
    fn size(self) -> i64 {
        1 << (MAX_LEVEL - self.level())
    }

    /// The middle of the cell.
    pub fn centre(self) -> Point {
        let (face, i, j) = self.face_ij();
        let middle = |n: i64| uv((2 * n + self.size()) as f64 / (2 * SIZE) as f64);
        xyz(face, middle(i), middle(j)).unit()
    }

    /// The four corners, counterclockwise from the lower left one.
    pub fn corners(self) -> [Point; 4] {
        let (face, i, j) = self.face_ij();
        let size = self.size();
        let edge = |n: i64| uv(n as f64 / SIZE as f64);
        [(0, 0), (size, 0), (size, size), (0, size)].map(|(di, dj)| xyz(face, edge(i + di), edge(j + dj)).unit())
    }
}

/// From a place on a face between 0 and 1 to its distance from the middle, by the quadratic projection.
fn uv(s: f64) -> f64 {
    if s >= 0.5 { (4.0 * s * s - 1.0) / 3.0 } else { (1.0 - 4.0 * (1.0 - s) * (1.0 - s)) / 3.0 }
}

fn st(u: f64) -> f64 {
    if u >= 0.0 { 0.5 * (1.0 + 3.0 * u).sqrt() } else { 1.0 - 0.5 * (1.0 - 3.0 * u).sqrt() }
}

fn xyz(face: u64, u: f64, v: f64) -> Point {
    match face {
        0 => Point::new(1.0, u, v),
        1 => Point::new(-u, 1.0, v),
        2 => Point::new(-u, -v, 1.0),
        3 => Point::new(-1.0, -v, -u),
        4 => Point::new(v, -1.0, -u),
        _ => Point::new(v, u, -1.0),
    }
}

fn face_uv(p: Point) -> (u64, f64, f64) {
    let (x, y, z) = (p.x.abs(), p.y.abs(), p.z.abs());
    let (axis, value) = if x > y {
        if x > z { (0, p.x) } else { (2, p.z) }
    } else if y > z {
        (1, p.y)
    } else {
        (2, p.z)
    };
    let face = if value < 0.0 { axis + 3 } else { axis };
    let (u, v) = match face {
        0 => (p.y / p.x, p.z / p.x),
        1 => (-p.x / p.y, p.z / p.y),
        2 => (-p.x / p.z, -p.y / p.z),
        3 => (p.z / p.x, p.y / p.x),
        4 => (p.z / p.y, -p.x / p.y),
        _ => (-p.y / p.z, -p.x / p.z),
    };
    (face, u, v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_points() {
        assert_eq!(Cell::at(Point::at(-80.195829, 25.802215), 8).token(), "88d9b");
        for (lng, lat) in [(10.0, 53.0), (-170.0, -80.0), (100.0, 3.0), (0.0, 89.0), (-45.0, -45.0), (180.0, 0.0)] {
            for level in [0, 1, 5, 11, 30] {
                let cell = Cell::at(Point::at(lng, lat), level);
                assert_eq!(cell.level(), level);
                assert_eq!(Cell::at(cell.centre(), level), cell);
                assert_eq!(Cell::from_token(&cell.token()), Some(cell));
                if let Some(children) = cell.children() {
                    assert!(children.iter().all(|c| c.parent(level) == cell && c.level() == level + 1));
                }
            }
        }
    }

    #[test]
    fn bad_tokens() {
        for bad in ["", "a", "x", "00", "89c2591234567890a", "f", "89c258 ", "é"] {
            assert_eq!(Cell::from_token(bad), None, "{bad}");
        }
    }
}
