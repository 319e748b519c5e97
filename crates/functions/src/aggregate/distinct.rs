use super::hashing::hash_row;
use super::predicate::is_true;
use crate::{Aggregate, AggregateCall};
use lurcher_columnar::Column;

/// How `dcount` and its kin tell values apart, for whoever counts those of many groups in one table.
#[derive(Debug, Clone, Copy)]
pub struct DistinctValues {
    seed: u64,
    /// The argument that says which rows count.
    predicate: Option<usize>,
}

/// What this aggregate counts, if distinct values are what it counts.
pub fn distinct_values(aggregate: &Aggregate, call: &AggregateCall) -> Option<DistinctValues> {
    let predicate = match aggregate.description.name {
        "dcount" | "count_distinct" => None,
        "dcountif" | "count_distinctif" => Some(1),
        _ => return None,
    };
    Some(DistinctValues { seed: call.context.seed, predicate })
}

impl DistinctValues {
    /// What stands for the value in this row; nothing where the row does not count.
    pub fn of_row(&self, arguments: &[Column], row: usize) -> Option<u128> {
        let value = arguments.first().filter(|value| !value.is_null(row))?;
        if !self.predicate.is_none_or(|p| arguments.get(p).is_some_and(|p| is_true(p, row))) {
            return None;
        }
        Some(hash_row(value, row, self.seed))
    }
}
