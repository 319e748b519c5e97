//! Geohashes: longitude and latitude halved in turn, five halvings to a letter.

/// The longest geohash that Kusto knows.
pub const MAX_LENGTH: usize = 18;

const LETTERS: &[u8; 32] = b"0123456789bcdefghjkmnpqrstuvwxyz";

/// A box of the grid: how many halvings each side has had, and its place among the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geohash {
    length: usize,
    x: i64,
    y: i64,
}

impl Geohash {
    pub fn at(longitude: f64, latitude: f64, length: usize) -> Geohash {
        let (width, height) = bits(length);
        let place = |value: f64, half: f64, bits: u32| {
            let parts = 1i64 << bits;
            ((((value + half) / (2.0 * half)) * parts as f64).floor() as i64).clamp(0, parts - 1)
        };
        Geohash { length, x: place(longitude, 180.0, width), y: place(latitude, 90.0, height) }
    }

    pub fn parse(text: &str) -> Option<Geohash> {
        if text.is_empty() || text.len() > MAX_LENGTH {
            return None;
        }
        let (mut x, mut y, mut bit) = (0i64, 0i64, 0usize);
        for letter in text.bytes() {
            let value = LETTERS.iter().position(|l| *l == letter.to_ascii_lowercase())?;
            for shift in (0..5).rev() {
                let one = (value >> shift & 1) as i64;
                if bit.is_multiple_of(2) {
                    x = x << 1 | one
                } else {
                    y = y << 1 | one
                }
                bit += 1;
            }
        }
        Some(Geohash { length: text.len(), x, y })
    }

    pub fn text(&self) -> String {
        let (width, height) = bits(self.length);
        let (mut x, mut y) = (width, height);
        let mut text = String::with_capacity(self.length);
        for letter in 0..self.length {
            let mut value = 0usize;
            for bit in 0..5 {
                let one = if (letter * 5 + bit).is_multiple_of(2) {
                    x = x.saturating_sub(1);
                    self.x >> x & 1
                } else {
                    y = y.saturating_sub(1);
                    self.y >> y & 1
                };
                value = value << 1 | one as usize;
            }
            text.push(LETTERS.get(value).map_or('0', |l| char::from(*l)));
        }
        text
    }

    /// West, south, east and north.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let (width, height) = bits(self.length);
        let edge = |n: i64, half: f64, bits: u32| 2.0 * half * (n as f64 / (1i64 << bits) as f64) - half;
        let (x, y) = (|n| edge(n, 180.0, width), |n| edge(n, 90.0, height));
        (x(self.x), y(self.y), x(self.x + 1), y(self.y + 1))
    }
}

/// How often longitude and latitude are halved.
fn bits(length: usize) -> (u32, u32) {
    let all = 5 * length.min(MAX_LENGTH) as u32;
    (all.div_ceil(2), all / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (lng, lat, length) in [(139.806115, 35.554128, 12), (-180.0, -90.0, 1), (180.0, 90.0, 18), (0.1, 0.1, 5)] {
            let hash = Geohash::at(lng, lat, length);
            assert_eq!(Geohash::parse(&hash.text()), Some(hash));
        }
        assert_eq!(Geohash::at(139.806115, 35.554128, 12).text(), "xn76m27ty9g4");
        for bad in ["", "a", "sunny sunny", "0123456789012345678", "é"] {
            assert_eq!(Geohash::parse(bad), None, "{bad}");
        }
    }
}
