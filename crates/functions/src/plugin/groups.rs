//! Telling rows apart by the values of some columns.

use lurcher_columnar::Column;
use lurcher_types::Value;
use std::collections::HashMap;

/// Rows in groups of equal values, in the order in which each group first appears.
pub struct Groups {
    /// The group of each row.
    pub of_row: Vec<usize>,
    /// The values of each group.
    pub values: Vec<Vec<Value>>,
}

pub fn groups(columns: &[Column], rows: usize) -> Groups {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut values: Vec<Vec<Value>> = Vec::new();
    let mut of_row = Vec::with_capacity(rows);
    for row in 0..rows {
        let found: Vec<Value> = columns.iter().map(|c| c.value(row)).collect();
        let group = *seen.entry(key(&found)).or_insert(values.len());
        if group == values.len() {
            values.push(found);
        }
        of_row.push(group);
    }
    Groups { of_row, values }
}

/// A text that two rows share only if their values are the same.
pub fn key(values: &[Value]) -> String {
    let mut key = String::new();
    for value in values {
        let text = value.to_text();
        key.push_str(if value.is_null() { "n" } else { "v" });
        key.push_str(&format!("{}:{text}", text.len()));
    }
    key
}
