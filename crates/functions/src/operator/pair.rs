//! Where a needle may be: two of its bytes, chosen rare, at their distance from each other, ignoring ASCII case.
//!
//! The loops are written so that the compiler compares many places at once.

/// Setting this bit turns a capital into its small letter. Other bytes may become alike, which costs a comparison only.
const SMALL: u8 = 0x20;

#[derive(Debug, Clone, Copy)]
pub struct Pair {
    first: Place,
    second: Place,
}

/// A byte of the needle, made small, and where it is in the needle.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    byte: u8,
}

impl Pair {
    /// The two rarest bytes of a needle, which are one if the needle is.
    pub fn of(needle: &[u8]) -> Pair {
        let mut places: Vec<Place> = needle.iter().enumerate().map(|(at, b)| Place { at, byte: b | SMALL }).collect();
        places.sort_by_key(|place| frequency(place.byte));
        let first = places.first().copied().unwrap_or(Place { at: 0, byte: 0 });
        // The same letter again says little more, so another one is preferred.
        let other = places.iter().find(|place| place.byte != first.byte);
        Pair { first, second: other.or(places.get(1)).copied().unwrap_or(first) }
    }

    /// The first place from `from` on, and before `until`, where the needle may begin.
    #[inline]
    pub fn find(&self, bytes: &[u8], from: usize, until: usize) -> Option<usize> {
        let until = until.min(bytes.len().saturating_sub(self.first.at.max(self.second.at)));
        let firsts = bytes.get(from + self.first.at..until.max(from) + self.first.at)?;
        let seconds = bytes.get(from + self.second.at..until.max(from) + self.second.at)?;
        let found = self.find_in(firsts, seconds)?;
        Some(from + found)
    }

    #[inline]
    fn find_in(&self, firsts: &[u8], seconds: &[u8]) -> Option<usize> {
        const WIDE: usize = 32;
        let (wide, _) = firsts.as_chunks::<WIDE>();
        let (wide_too, _) = seconds.as_chunks::<WIDE>();
        for (i, (a, b)) in wide.iter().zip(wide_too).enumerate() {
            if self.any(a, b) {
                return self.one_by_one(a, b).map(|found| i * WIDE + found);
            }
        }
        let done = wide.len() * WIDE;
        self.find_in_rest(firsts.get(done..)?, seconds.get(done..)?).map(|found| done + found)
    }

    /// Less than a wide step.
    #[inline]
    fn find_in_rest(&self, firsts: &[u8], seconds: &[u8]) -> Option<usize> {
        const NARROW: usize = 8;
        let (narrow, rest) = firsts.as_chunks::<NARROW>();
        let (narrow_too, rest_too) = seconds.as_chunks::<NARROW>();
        for (i, (a, b)) in narrow.iter().zip(narrow_too).enumerate() {
            if self.any(a, b) {
                return self.one_by_one(a, b).map(|found| i * NARROW + found);
            }
        }
        self.one_by_one(rest, rest_too).map(|found| narrow.len() * NARROW + found)
    }

    #[inline]
    fn any<const N: usize>(&self, firsts: &[u8; N], seconds: &[u8; N]) -> bool {
        let mut any = 0;
        for (a, b) in firsts.iter().zip(seconds) {
            any |= u8::from(a | SMALL == self.first.byte) & u8::from(b | SMALL == self.second.byte);
        }
        any != 0
    }

    #[inline]
    fn one_by_one(&self, firsts: &[u8], seconds: &[u8]) -> Option<usize> {
        let both = |(a, b): (&u8, &u8)| a | SMALL == self.first.byte && b | SMALL == self.second.byte;
        firsts.iter().zip(seconds).position(both)
    }
}

/// How often a byte occurs in mail, addresses and command lines, in either case; only the order means something.
fn frequency(byte: u8) -> usize {
    const RAREST_FIRST: &[u8] = b"~`|}{#$!;*+'&?[]%zqxj\"()<>,kvw=bfgup:-mh9785643cdl210/nrsitoa e.";
    RAREST_FIRST.iter().position(|b| *b == byte).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Pair;

    #[test]
    fn every_place_is_found() {
        let pair = Pair::of(b"ab");
        for length in 2..100 {
            for at in 0..length - 1 {
                let mut bytes = vec![b'.'; length];
                bytes[at] = b'A';
                bytes[at + 1] = b'b';
                assert_eq!(pair.find(&bytes, 0, length), Some(at));
                assert_eq!(pair.find(&bytes, at, length), Some(at));
                assert_eq!(pair.find(&bytes, at + 1, length), None);
                assert_eq!(pair.find(&bytes, 0, at), None);
            }
        }
    }

    #[test]
    fn bounds_may_be_anything() {
        let pair = Pair::of(b"abc");
        for (from, until) in [(0, 0), (5, 2), (7, 100), (100, 200)] {
            assert_eq!(pair.find(b"xxabc", from, until), None, "{from} {until}");
        }
        assert_eq!(pair.find(b"", 0, 9), None);
        assert_eq!(Pair::of(b"x").find(b"aXx", 0, 9), Some(1));
    }
}
