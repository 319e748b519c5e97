//! Aggregates.

use crate::Aggregate;

mod countif;

pub static AGGREGATES: &[Aggregate] = &[countif::COUNTIF];
