//! `basket`: every pattern that is frequent enough.

use super::super::{PLUGIN, Plugin, PluginRun, Setup, check_rows, columns};
use super::closed::patterns;
use super::items::{Items, Options, Weight, count};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::Description;

pub const BASKET: Plugin = Plugin {
    description: &Description {
        name: "basket",
        signatures: &[
            "([Threshold: real], [WeightColumn: column scalar], [MaxDimensions: integer], [CustomWildcard: scalar]...) -> own",
        ],
        summary: "All patterns of values that at least this part of the rows have, those of many columns and rows first.",
        page: "basket-plugin",
        deviation: Some("Exact, where the service finds the frequent values in a sample."),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: basket,
};

/// Arguments: the columns. Constants: see [`Options`].
fn basket(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let options = Options::new(setup)?;
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let weights: Vec<Weight> = options.weights(args, rows)?.into_iter().map(|w| [w, 0.0]).collect();
        let places: Vec<usize> = (0..args.len()).filter(|place| options.weight != Some(*place)).collect();
        let chosen: Vec<&Column> = places.iter().filter_map(|place| args.get(*place)).collect();
        let frequent = |weight: Weight, total: Weight| weight[0] > 0.0 && weight[0] / total[0] >= options.ratio;
        let items = Items::new(&chosen, &weights, frequent)?;
        let most = usize::try_from(options.number).unwrap_or(0);
        let mut found = patterns(&items, most, frequent)?;
        check_rows(found.len())?;
        // The documentation's answers come in this order: by columns times rows.
        let size = |items: &[u32], weight: Weight| weight[0] * items.len() as f64;
        found.sort_by(|a, b| {
            let sizes = size(&b.items, b.weight).total_cmp(&size(&a.items, a.weight));
            sizes.then(b.weight[0].total_cmp(&a.weight[0])).then_with(|| a.items.cmp(&b.items))
        });
        let mut table: Vec<Vec<Value>> = Vec::with_capacity(found.len());
        for (number, pattern) in found.iter().enumerate() {
            let mut row = vec![
                Value::Long(number as i64),
                count(pattern.weight[0])?,
                Value::Real(pattern.weight[0] * 100.0 / items.total[0]),
            ];
            row.extend(options.cells(&items, &places, &pattern.items));
            table.push(row);
        }
        Ok(columns(&outputs, &table))
    }))
}
