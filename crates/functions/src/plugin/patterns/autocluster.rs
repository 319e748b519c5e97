//! `autocluster`: a few patterns that together tell of most rows.

use super::super::{PLUGIN, Plugin, PluginRun, Setup, columns};
use super::closed::Pattern;
use super::items::{Items, Options, check_choice};
use super::one_set::OneSet;
use crate::KernelError;
use lurcher_types::describe::Description;

/// The smallest part of the rows that makes a cluster.
const LEAST_RATIO: f64 = 0.05;

/// The most columns of a pattern that the others do not imply.
const MOST_COLUMNS: usize = 5;

pub const AUTOCLUSTER: Plugin = Plugin {
    description: &Description {
        name: "autocluster",
        signatures: &[
            "([SizeWeight: real], [WeightColumn: column scalar], [NumSeeds: integer], [CustomWildcard: scalar]...) -> own",
        ],
        summary: "A few patterns of values that tell of most rows.",
        page: "autocluster-plugin",
        deviation: Some(
            "Every pattern and its count is right, but which ones are shown is Lurcher's own choice: how the service rates \
             them is not published, and it searches from random rows. Here the pattern with the best mean of its part of \
             the rows not told of yet and its part of the columns comes first, as long as it adds 5 percent of the rows; \
             the number of seeds changes nothing.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: autocluster,
};

/// Arguments: the columns. Constants: see [`Options`].
fn autocluster(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let options = Options::new(setup)?;
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let mut set = OneSet::new(&options, args, rows, LEAST_RATIO, MOST_COLUMNS)?;
        check_choice(&set.items, set.patterns.len())?;
        let candidates = std::mem::take(&mut set.patterns);
        let found = choose(&set.items, candidates, set.places.len(), options.ratio);
        let table = set.table(&options, &found)?;
        Ok(columns(&outputs, &table))
    }))
}

/// The best pattern, then the best for the rows that are left, and so on.
fn choose(items: &Items, mut candidates: Vec<Pattern>, columns: usize, size_weight: f64) -> Vec<Pattern> {
    let mut left = vec![true; items.rows.len()];
    let mut chosen: Vec<Pattern> = Vec::new();
    loop {
        let mut best: Option<(f64, usize)> = None;
        candidates.retain_mut(|pattern| uncovered(items, &left, pattern) / items.total[0] >= LEAST_RATIO);
        for (i, pattern) in candidates.iter().enumerate() {
            let coverage = uncovered(items, &left, pattern) / items.total[0];
            let shared = pattern.items.len() as f64 / columns as f64;
            let score = coverage.powf(size_weight) * shared.powf(1.0 - size_weight);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, i));
            }
        }
        let Some((_, i)) = best else { return chosen };
        let pattern = candidates.swap_remove(i);
        for (row, left) in items.rows.iter().zip(&mut left) {
            *left &= !holds(items, row, &pattern.items);
        }
        chosen.push(pattern);
    }
}

/// What the rows of a pattern weigh that no chosen one holds.
fn uncovered(items: &Items, left: &[bool], pattern: &Pattern) -> f64 {
    let rows = items
        .rows
        .iter()
        .zip(&items.weights)
        .zip(left)
        .filter(|((row, _), left)| **left && holds(items, row, &pattern.items));
    rows.map(|((_, weight), _)| weight[0]).sum()
}

/// Whether a row has all items of a pattern.
pub fn holds(items: &Items, row: &[u32], pattern: &[u32]) -> bool {
    pattern.iter().all(|item| row.get(items.column(*item)) == Some(item))
}
