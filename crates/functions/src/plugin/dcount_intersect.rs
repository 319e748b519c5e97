use super::{PLUGIN, Plugin, PluginRun, Rows, Setup};
use crate::KernelError;
use crate::sketch::hll::Hll;
use arrow::array::{ArrayRef, Int64Array};
use lurcher_columnar::Column;
use lurcher_types::describe::Description;
use std::sync::Arc;

pub const DCOUNT_INTERSECT: Plugin = Plugin {
    description: &Description {
        name: "dcount_intersect",
        signatures: &["(hll: array, hll: array...) -> own"],
        summary: "How many distinct values the first sketch of hll() has, how many of them the second has too, and so on.",
        page: "dcount-intersect-plugin",
        deviation: Some("Exact, where the service estimates. A null in the place of a sketch is refused."),
        ..PLUGIN
    },
    whole: false,
    ordered: false,
    start: intersect,
};

/// Arguments: the sketches.
fn intersect(_: &Setup) -> Result<Box<PluginRun>, KernelError> {
    Ok(Box::new(|args, rows| {
        let mut counts: Vec<Vec<i64>> = vec![Vec::with_capacity(rows); args.len()];
        for row in 0..rows {
            let mut common = sketch(args.first(), row)?;
            for (i, counts) in counts.iter_mut().enumerate() {
                if i > 0 {
                    common.keep_common(&sketch(args.get(i), row)?);
                }
                counts.push(common.len() as i64);
            }
        }
        let columns = counts.into_iter().map(|c| Arc::new(Int64Array::from(c)) as ArrayRef);
        Ok(Rows { rows, take: None, columns: columns.collect() })
    }))
}

fn sketch(column: Option<&Column>, row: usize) -> Result<Hll, KernelError> {
    let Some(encoded) = column.and_then(|c| c.dynamics().get(row)) else {
        return Err(KernelError::unbuilt("a sketch is null: what Kusto counts then is not known"));
    };
    let mut hll = Hll::default();
    hll.merge(encoded)?;
    Ok(hll)
}
