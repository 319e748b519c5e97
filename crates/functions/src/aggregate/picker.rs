use super::{arg_max, take_any};
use crate::{Aggregate, AggregateCall};
use lurcher_columnar::Column;
use std::cmp::Ordering;
use std::fmt::Debug;

/// The picker of this aggregate, if its answers are the values of one row of each group (`arg_max`, `arg_min`, `take_any`).
///
/// A table has some sixty columns: whoever holds the rows can keep them as rows of arrays, and copies none but the
/// winners, where an accumulator for each group would copy every value of every row that was best for a while.
pub fn picker(aggregate: &Aggregate, call: &AggregateCall) -> Option<Box<dyn Picker>> {
    match aggregate.description.name {
        "arg_max" | "argmax" => Some(arg_max::picker(Ordering::Greater)),
        "arg_min" | "argmin" => Some(arg_max::picker(Ordering::Less)),
        "take_any" | "any" => Some(take_any::picker(call.argument_types.len() == 1, None)),
        "take_anyif" | "anyif" => Some(take_any::picker(true, Some(1))),
        _ => None,
    }
}

/// Finds for each of many groups the row whose values are its answer. Groups are numbered from 0.
pub trait Picker: Send + Debug {
    /// Looks at `(row, group)` pairs in the order of the rows, and calls `better` with those whose row their group
    /// prefers to all that it has seen.
    fn offer(
        &mut self,
        arguments: &[Column],
        rows: &mut dyn Iterator<Item = (usize, usize)>,
        better: &mut dyn FnMut(usize, usize),
    );

    /// Forgets the first groups; the others move up.
    fn forget(&mut self, groups: usize);

    /// Bytes held, for the memory limit.
    fn size(&self) -> usize;
}

/// What a picker knows of each group, grown to hold this one.
pub fn known<T: Default>(groups: &mut Vec<T>, group: usize) -> &mut T {
    if group >= groups.len() {
        groups.resize_with(group + 1, T::default);
    }
    &mut groups[group]
}
