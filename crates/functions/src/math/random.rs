//! Random bits from the query's seed.

use crate::Call;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows handed out so far, by all calls together: a kernel is not told where its batch lies in the query.
static DRAWN: AtomicU64 = AtomicU64::new(0);

/// As many fresh random numbers as are asked for.
pub fn draw(call: &Call, count: usize) -> impl Iterator<Item = u64> {
    let first = DRAWN.fetch_add(count as u64, Ordering::Relaxed);
    let seed = call.context.seed;
    (0..count as u64).map(move |i| mix(seed.wrapping_add(first.wrapping_add(i).wrapping_mul(0x9e37_79b9_7f4a_7c15))))
}

/// SplitMix64: neighbouring inputs, unrelated outputs.
fn mix(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
