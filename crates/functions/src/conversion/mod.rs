//! Conversions between types, tests for null and empty, and choices between values.

use crate::Function;

pub(crate) mod branches;
pub(crate) mod convert;
#[cfg(test)]
pub(crate) mod testing;

mod around;
mod assert;
mod case;
mod casts;
mod coalesce;
mod gettype;
mod iff;
mod isempty;
mod isfinite;
mod isinf;
mod isnan;
mod isnotempty;
mod isnotnull;
mod isnull;
mod max_of;
mod min_of;
mod not;
mod strict_and;
mod tobool;
pub(crate) mod todatetime;
mod todecimal;
mod toguid;
mod tohex;
mod toint;
mod tolong;
mod toreal;
mod tostring;
pub(crate) mod totimespan;

pub static FUNCTIONS: &[Function] = &[
    around::AROUND,
    assert::ASSERT,
    case::CASE,
    casts::CAST_DECIMAL,
    casts::CAST_LONG,
    casts::CAST_REAL,
    coalesce::COALESCE,
    gettype::GETTYPE,
    iff::IFF,
    isempty::ISEMPTY,
    isfinite::ISFINITE,
    isinf::ISINF,
    isnan::ISNAN,
    isnotempty::ISNOTEMPTY,
    isnotnull::ISNOTNULL,
    isnull::ISNULL,
    max_of::MAX_OF,
    min_of::MIN_OF,
    not::NOT,
    tobool::TOBOOL,
    todatetime::TODATETIME,
    todecimal::TODECIMAL,
    toguid::TOGUID,
    tohex::TOHEX,
    toint::TOINT,
    tolong::TOLONG,
    toreal::TOREAL,
    tostring::TOSTRING,
    totimespan::TOTIMESPAN,
    strict_and::STRICT_AND,
];
