use super::super::{PLUGIN, Plugin};
use super::{Answer, Timeline, counts, over_ids};
use crate::KernelError;
use lurcher_types::describe::Description;
use std::collections::{BTreeMap, HashSet};

pub const ACTIVITY_COUNTS_METRICS: Plugin = Plugin {
    description: &Description {
        name: "activity_counts_metrics",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             Step: const summable, [Dimension: column not_dynamic]...) -> own",
        ],
        summary: "In each bin of time: rows, ids, ids that are new, and all ids so far.",
        page: "activity-counts-metrics-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, counts_metrics),
};

/// Start, end, step.
fn counts_metrics(timeline: &Timeline) -> Result<Answer, KernelError> {
    let step = timeline.bins(2, timeline.constant(0)?)?;
    let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, id) in timeline.within()? {
        bins.entry(step.start_of(*at)).or_default().push(*id);
    }
    let mut seen: HashSet<usize> = HashSet::new();
    let mut answer = Answer::new();
    for (at, ids) in bins {
        let distinct: HashSet<usize> = ids.iter().copied().collect();
        let new = distinct.iter().filter(|id| seen.insert(**id)).count();
        answer.push((vec![at], counts([ids.len(), distinct.len(), new, seen.len()])));
    }
    Ok(answer)
}
