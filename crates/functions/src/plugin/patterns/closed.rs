//! All closed patterns that are frequent: level by level, each from one with fewer columns of its own.

use super::items::{ABSENT, Items, RARE, Weight, add};
use crate::KernelError;
use std::collections::HashSet;

/// The most patterns that one call finds.
const MAX_PATTERNS: usize = 50_000;

/// The most cells that are read in search of patterns.
const MAX_CELLS_READ: usize = 20_000_000_000;

pub struct Pattern {
    /// In order.
    pub items: Vec<u32>,
    pub weight: Weight,
}

/// Patterns of at most so many columns that none of the others imply.
pub fn patterns(
    items: &Items,
    most_columns: usize,
    frequent: impl Fn(Weight, Weight) -> bool,
) -> Result<Vec<Pattern>, KernelError> {
    let mut search = Search { items, read: 0 };
    let all = search.look(&[])?;
    // What all rows have in common is a pattern too, and takes no column of its own to tell.
    let mut found: Vec<Pattern> = Vec::new();
    let mut known: HashSet<Vec<u32>> = HashSet::new();
    let mut level: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
    let extensions = |look: &Look| -> Vec<u32> {
        let weights = look.weights.iter().enumerate();
        weights.filter(|(_, w)| frequent(**w, items.total)).map(|(i, _)| i as u32).collect()
    };
    if !all.closure.is_empty() {
        known.insert(all.closure.clone());
        found.push(Pattern { items: all.closure.clone(), weight: all.weight });
    }
    level.push((all.closure.clone(), extensions(&all)));
    for _ in 0..most_columns {
        let mut next: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
        for (pattern, extensions_of_it) in &level {
            for item in extensions_of_it.iter().filter(|item| pattern.binary_search(item).is_err()) {
                let mut wider = pattern.clone();
                wider.insert(wider.partition_point(|i| i < item), *item);
                // What is closed and known need not be looked at once more.
                if known.contains(&wider) {
                    continue;
                }
                let look = search.look(&wider)?;
                if !known.insert(look.closure.clone()) {
                    continue;
                }
                if known.len() > MAX_PATTERNS {
                    let message = format!("there are more than {MAX_PATTERNS} patterns: raise the threshold");
                    return Err(KernelError::new(message));
                }
                next.push((look.closure.clone(), extensions(&look)));
                found.push(Pattern { items: look.closure, weight: look.weight });
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    Ok(found)
}

struct Search<'a> {
    items: &'a Items,
    read: usize,
}

/// What the rows of a pattern have.
struct Look {
    weight: Weight,
    /// The weight of each item among them.
    weights: Vec<Weight>,
    /// The items that all of them have.
    closure: Vec<u32>,
}

impl Search<'_> {
    fn look(&mut self, pattern: &[u32]) -> Result<Look, KernelError> {
        let items = self.items;
        let mut look = Look { weight: [0.0; 2], weights: vec![[0.0; 2]; items.values.len()], closure: Vec::new() };
        let mut counts = vec![0usize; items.values.len()];
        let mut rows = 0;
        let wanted: Vec<(usize, u32)> = pattern.iter().map(|item| (items.column(*item), *item)).collect();
        self.read += items.rows.len() * (pattern.len() + 1);
        for (row, weight) in items.rows.iter().zip(&items.weights) {
            if !wanted.iter().all(|(column, item)| row.get(*column) == Some(item)) {
                continue;
            }
            rows += 1;
            self.read += row.len();
            add(&mut look.weight, *weight);
            for item in row.iter().filter(|item| ![RARE, ABSENT].contains(item)) {
                if let (Some(sum), Some(count)) = (look.weights.get_mut(*item as usize), counts.get_mut(*item as usize))
                {
                    add(sum, *weight);
                    *count += 1;
                }
            }
        }
        if self.read > MAX_CELLS_READ {
            let message = "the search for patterns takes too long: project fewer columns or raise the threshold";
            return Err(KernelError::new(format!("{message} (more than {MAX_CELLS_READ} cells read)")));
        }
        if rows > 0 {
            look.closure = (0..).zip(&counts).filter(|(_, count)| **count == rows).map(|(item, _)| item).collect();
        }
        Ok(look)
    }
}
