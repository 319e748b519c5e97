//! `basket`: every pattern that is frequent enough.

use super::super::{PLUGIN, Plugin, PluginRun, Setup, check_rows, columns};
use super::items::{Options, Weight};
use super::one_set::OneSet;
use crate::KernelError;
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
        let most = usize::try_from(options.number).unwrap_or(0);
        let mut set = OneSet::new(&options, args, rows, options.ratio, most)?;
        let mut found = std::mem::take(&mut set.patterns);
        check_rows(found.len())?;
        // The documentation's answers come in this order: by columns times rows.
        let size = |items: &[u32], weight: Weight| weight[0] * items.len() as f64;
        found.sort_by(|a, b| {
            let sizes = size(&b.items, b.weight).total_cmp(&size(&a.items, a.weight));
            sizes.then(b.weight[0].total_cmp(&a.weight[0])).then_with(|| a.items.cmp(&b.items))
        });
        let table = set.table(&options, &found)?;
        Ok(columns(&outputs, &table))
    }))
}
