//! The right side of `in`: values and dynamic arrays side by side, flattened.

use super::list_key::{Key, comparable};
use crate::{Call, KernelError};
use lurcher_columnar::Column;
use lurcher_types::{Type, dynamic};
use std::collections::HashSet;

/// Kusto's limit on different values.
const MOST_VALUES: usize = 1_000_000;

/// The keys of every row at once, where the list is constant.
pub fn constant(call: &Call) -> Result<Option<HashSet<Key>>, KernelError> {
    let items = call.args.get(1..).unwrap_or_default();
    if !items.iter().all(|item| item.constant) {
        return Ok(None);
    }
    let keys: HashSet<Key> = items.iter().flat_map(|item| keys(item, 0)).collect();
    if keys.len() > MOST_VALUES {
        return Err(KernelError::new(format!("in takes at most {MOST_VALUES} different values, not {}", keys.len())));
    }
    Ok(Some(keys))
}

/// The keys that one item of the list adds in one row.
pub fn keys(item: &Column, row: usize) -> Vec<Key> {
    if item.kql_type != Type::Dynamic {
        return Key::of(&item.value(row)).into_iter().collect();
    }
    match item.dynamics().get(row) {
        None => Vec::new(),
        Some(array) if dynamic::kind(array) == dynamic::Kind::Array => {
            dynamic::elements(array).filter_map(Key::of_dynamic).collect()
        }
        Some(scalar) => Key::of_dynamic(scalar).into_iter().collect(),
    }
}

/// Refuses a list with a value that can never equal the left side.
pub fn check_types(call: &Call) -> Result<(), KernelError> {
    let Some((left, items)) = call.args.split_first() else { return Ok(()) };
    match items.iter().find(|item| !comparable(left.kql_type, item.kql_type)) {
        None => Ok(()),
        Some(item) => Err(KernelError::new(format!(
            "in: a {} cannot be compared with a {} (SEM0025); convert one of them",
            left.kql_type, item.kql_type
        ))),
    }
}
