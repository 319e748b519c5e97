//! Aggregates: each file holds one aggregate with its `…if` form and its old names.
//!
//! All skip nulls (a string has none: `""` is a value) and answer as the summarize page says over no rows at all.
//! `constants`, `predicate` and `hashing` are what they share; `picker` is for those that answer with a row of the group,
//! `distinct` for those that count distinct values.

use crate::Aggregate;

mod constants;
pub(crate) mod hashing;
mod one_row;
pub(crate) mod percentage;
mod picker;
mod predicate;
pub(crate) mod sorted_keys;

mod arg_max;
mod avg;
mod binary_all;
mod buildschema;
mod count;
mod countif;
mod covariance;
mod dcount;
mod distinct;
mod hll;
mod make_bag;
mod make_list;
mod make_set;
mod max;
mod percentile;
mod percentilew;
mod stdev;
mod sum;
mod take_any;
mod tdigest;

pub use dcount::MAX_DISTINCT;
pub use distinct::{DistinctValues, distinct_values};
pub use picker::{Picker, picker};

#[cfg(test)]
mod testing;

pub static AGGREGATES: &[Aggregate] = &[
    count::COUNT,
    count::CNT,
    countif::COUNTIF,
    sum::SUM,
    sum::SUMIF,
    avg::AVG,
    avg::AVGIF,
    max::MIN,
    max::MINIF,
    max::MAX,
    max::MAXIF,
    dcount::DCOUNT,
    dcount::DCOUNTIF,
    dcount::COUNT_DISTINCT,
    dcount::COUNT_DISTINCTIF,
    make_list::MAKE_LIST,
    make_list::MAKE_LIST_IF,
    make_list::MAKE_LIST_WITH_NULLS,
    make_list::MAKELIST,
    make_set::MAKE_SET,
    make_set::MAKE_SET_IF,
    make_set::MAKESET,
    make_bag::MAKE_BAG,
    make_bag::MAKE_BAG_IF,
    make_bag::MAKE_DICTIONARY,
    take_any::TAKE_ANY,
    take_any::TAKE_ANYIF,
    take_any::ANY,
    take_any::ANYIF,
    arg_max::ARG_MAX,
    arg_max::ARG_MIN,
    arg_max::ARGMAX,
    arg_max::ARGMIN,
    percentile::PERCENTILE,
    percentile::PERCENTILES,
    percentile::PERCENTILES_ARRAY,
    percentilew::PERCENTILEW,
    percentilew::PERCENTILESW,
    percentilew::PERCENTILESW_ARRAY,
    stdev::STDEV,
    stdev::STDEVIF,
    stdev::STDEVP,
    stdev::VARIANCE,
    stdev::VARIANCEIF,
    stdev::VARIANCEP,
    stdev::VARIANCEPIF,
    covariance::COVARIANCE,
    covariance::COVARIANCEIF,
    covariance::COVARIANCEP,
    covariance::COVARIANCEPIF,
    binary_all::BINARY_ALL_AND,
    binary_all::BINARY_ALL_OR,
    binary_all::BINARY_ALL_XOR,
    buildschema::BUILDSCHEMA,
    hll::HLL,
    hll::HLL_IF,
    hll::HLL_MERGE,
    tdigest::TDIGEST,
    tdigest::TDIGEST_MERGE,
    tdigest::MERGE_TDIGEST,
];
