use super::super::{PLUGIN, Plugin};
use super::{Answer, Timeline, counts, over_ids};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;
use std::collections::{BTreeMap, HashSet};

pub const ACTIVITY_METRICS: Plugin = Plugin {
    description: &Description {
        name: "activity_metrics",
        signatures: &[
            "(IdColumn: column scalar, TimelineColumn: column summable, Start: const summable, End: const summable, \
             Step: const summable|string, [Dimension: column not_dynamic]...) -> own",
            "(IdColumn: column scalar, TimelineColumn: column summable, [Start: const summable], \
             [End: const summable]) -> own",
        ],
        summary: "In each bin of time: its ids, those that the bin before had not, and the rates of return and of loss.",
        page: "activity-metrics-plugin",
        deviation: Some("Start and end must be given."),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, metrics),
};

/// Start, end, window.
fn metrics(timeline: &Timeline) -> Result<Answer, KernelError> {
    let window = timeline.bins(2, timeline.constant(0)?)?;
    let mut bins: BTreeMap<i64, HashSet<usize>> = BTreeMap::new();
    for (at, id) in timeline.within()? {
        bins.entry(window.start_of(*at)).or_default().insert(*id);
    }
    let answer = bins.iter().map(|(at, ids)| {
        let before = window.previous(*at).and_then(|before| bins.get(&before));
        let returned = before.map_or(0, |before| ids.intersection(before).count());
        // Where nobody was before, the engine calls everybody retained.
        let retention = before.map_or(1.0, |before| returned as f64 / before.len() as f64);
        let mut values = counts([ids.len(), ids.len() - returned]);
        values.extend([Value::Real(retention), Value::Real(1.0 - retention)]);
        (vec![*at], values)
    });
    Ok(answer.collect())
}
