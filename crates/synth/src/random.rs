//! xoshiro256**: small, fast, and the same for ever, which no library promises.

#[derive(Debug, Clone)]
pub struct Random([u64; 4]);

impl Random {
    /// A sequence of its own for every pair of seed and stream.
    pub fn new(seed: u64, stream: u64) -> Random {
        let mut state = seed ^ stream.wrapping_mul(0xa076_1d64_78bd_642f);
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        Random([next(), next(), next(), next()])
    }

    pub fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= t;
        *d = d.rotate_left(45);
        result
    }

    /// 0 to `bound - 1`; 0 where there is nothing to choose from.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low).max(1) as usize) as i64
    }

    pub fn chance(&mut self, per_thousand: usize) -> bool {
        self.below(1_000) < per_thousand
    }

    /// Any of a list that is never empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// The first of a list more often than the last, as with people and what they write.
    pub fn pick_favoured<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let third = self.below(list.len());
        let second = self.below(third + 1);
        &list[second]
    }

    pub fn wide(&mut self) -> u128 {
        (u128::from(self.next()) << 64) | u128::from(self.next())
    }
}
