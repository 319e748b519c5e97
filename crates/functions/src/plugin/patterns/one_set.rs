//! What `autocluster` and `basket` share: the patterns of one table, and the rows that show them.

use super::closed::{Pattern, patterns};
use super::items::{Items, Options, Weight, count};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::Value;

pub struct OneSet {
    pub items: Items,
    /// The columns that patterns may name: all but the weight.
    pub places: Vec<usize>,
    /// Those of at least so large a part of the rows.
    pub patterns: Vec<Pattern>,
}

impl OneSet {
    /// Patterns of at most so many columns that the others do not imply.
    pub fn new(
        options: &Options,
        args: &[Column],
        rows: usize,
        ratio: f64,
        most: usize,
    ) -> Result<OneSet, KernelError> {
        let weights: Vec<Weight> = options.weights(args, rows)?.into_iter().map(|w| [w, 0.0]).collect();
        let places: Vec<usize> = (0..args.len()).filter(|place| options.weight != Some(*place)).collect();
        let chosen: Vec<&Column> = places.iter().filter_map(|place| args.get(*place)).collect();
        let frequent = |weight: Weight, total: Weight| weight[0] > 0.0 && weight[0] / total[0] >= ratio;
        let items = Items::new(&chosen, &weights, frequent)?;
        let patterns = patterns(&items, most, frequent)?;
        Ok(OneSet { items, places, patterns })
    }

    /// Number, count and percentage of each of these patterns, then its cells.
    pub fn table(&self, options: &Options, shown: &[Pattern]) -> Result<Vec<Vec<Value>>, KernelError> {
        let row = |(number, pattern): (usize, &Pattern)| {
            let mut row = vec![
                Value::Long(number as i64),
                count(pattern.weight[0])?,
                Value::Real(pattern.weight[0] * 100.0 / self.items.total[0]),
            ];
            row.extend(options.cells(&self.items, &self.places, &pattern.items));
            Ok(row)
        };
        shown.iter().enumerate().map(row).collect()
    }
}
