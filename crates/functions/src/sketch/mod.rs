//! Functions of what `hll()` and `tdigest()` leave behind: sketches that can be kept, merged, and asked later.
//!
//! Ours are exact. `hll` holds who was there, `tdigest` how often each value was; both are dynamics of our own form.

use crate::Function;

pub(crate) mod hll;
pub(crate) mod tdigest;

mod dcount_hll;
mod hll_merge;
mod percentile_tdigest;
mod percentiles_array_tdigest;
mod rank_tdigest;
mod tdigest_merge;

pub static FUNCTIONS: &[Function] = &[
    dcount_hll::DCOUNT_HLL,
    hll_merge::HLL_MERGE,
    percentile_tdigest::PERCENTILE_TDIGEST,
    percentiles_array_tdigest::PERCENTILES_ARRAY_TDIGEST,
    rank_tdigest::PERCENTRANK_TDIGEST,
    rank_tdigest::RANK_TDIGEST,
    tdigest_merge::MERGE_TDIGEST,
    tdigest_merge::TDIGEST_MERGE,
];
