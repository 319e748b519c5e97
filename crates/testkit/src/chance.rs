//! Chance that repeats: the same seed, the same query or text, on every machine.

/// SplitMix64: a counter, stirred.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'a, T: ?Sized>(&mut self, among: &[&'a T]) -> &'a T {
        among[self.below(among.len())]
    }

    pub fn choose<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        among.get(self.below(among.len()))
    }

    /// So many texts, made one after the other.
    pub fn list(&mut self, least: usize, most: usize, mut make: impl FnMut(&mut Chance) -> String) -> String {
        let count = least + self.below(most - least + 1);
        (0..count).map(|_| make(self)).collect::<Vec<_>>().join(", ")
    }
}

/// Parts of JSON texts, whole and broken, with the keys `a`, `b` and `c`.
const JSON: [&str; 29] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "{\"a\":",
    "\"a\":",
    "\"b\":",
    "\"\\u0061\":",
    "\"c\\\"\":",
    "\"c\":",
    "{\"a\":{\"b\":[",
    "{\"a\":[1,2],\"c\":{\"b\":",
    "[1,",
    "]}}",
    "}}",
    "1",
    "2.50",
    "-0.5e3",
    "null",
    "true",
    "\"x\"",
    "\"\\n\"",
    "\"é\"",
    "\"é\\n\"",
    " ",
    "\\",
    "",
];

/// A text that is JSON, nearly so, or not at all.
pub fn json_or_not(chance: &mut Chance, pieces: usize) -> String {
    (0..chance.below(pieces)).map(|_| chance.pick(&JSON)).collect()
}
