use super::super::{PLUGIN, Plugin, check_rows};
use super::{Answer, Timeline, counts, over_ids};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;
use std::collections::{BTreeMap, HashMap, HashSet};

pub const NEW_ACTIVITY_METRICS: Plugin = Plugin {
    description: &Description {
        name: "new_activity_metrics",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             Window: const scalar, [Cohort: const scalar], [Dimension: column not_dynamic]..., [lookback: table]) -> own",
        ],
        summary: "How many of those first seen in one bin of time come back in each later one.",
        page: "new-activity-metrics-plugin",
        deviation: Some("Dimensions together with a table of earlier ids are refused."),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, new_metrics),
};

/// Start, end, window, and the cohort, which may be null for all of them.
fn new_metrics(timeline: &Timeline) -> Result<Answer, KernelError> {
    let (start, end) = (timeline.constant(0)?, timeline.constant(1)?);
    let window = timeline.bins(2, start)?;
    let mut bins: Vec<i64> = Vec::new();
    let mut next = Some(window.start_of(start));
    while let Some(bin) = next.filter(|bin| *bin <= end) {
        bins.push(bin);
        check_rows(bins.len())?;
        next = window.next(bin);
    }
    let cohort = match timeline.argument(3)? {
        Value::Null(_) => None,
        cohort => Some(super::whole(cohort)?),
    };
    let chosen: Vec<usize> = (0..bins.len()).filter(|i| cohort.is_none_or(|c| bins.get(*i) == Some(&c))).collect();
    if chosen.is_empty() && cohort.is_some() {
        let message = "no period begins with the cohort: what stands for it then is not known";
        return Err(KernelError::unbuilt(message));
    }
    let pairs: usize = chosen.iter().map(|from| bins.len() - from).sum();
    check_rows(pairs)?;

    let returns = returns(timeline, |at| bins.partition_point(|bin| *bin <= at).wrapping_sub(1))?;
    let nobody = Returns::default();
    let mut answer = Answer::with_capacity(pairs);
    for from in chosen {
        let cohort = returns.get(&from).unwrap_or(&nobody).first_seen_in(from);
        for (to, bin) in bins.iter().enumerate().skip(from) {
            let ids = returns.get(&to).unwrap_or(&nobody);
            let retained = ids.first_seen_in(from);
            let new = if to == from { cohort } else { ids.first_seen_behind(from) };
            let mut values = counts([new, retained, cohort - retained]);
            // Of nobody no part comes back: not a number.
            let rate = |part: usize| Value::Real(part as f64 / cohort as f64);
            values.extend([rate(retained), rate(cohort - retained)]);
            answer.push((vec![bins.get(from).copied().unwrap_or_default(), *bin], values));
        }
    }
    Ok(answer)
}

/// The ids of one bin: the bin in which some of them were first seen, and how many were first seen there or later.
#[derive(Default)]
struct Returns(Vec<(usize, usize)>);

impl Returns {
    fn first_seen_behind(&self, bin: usize) -> usize {
        self.0.get(self.0.partition_point(|(first, _)| *first <= bin)).map_or(0, |(_, count)| *count)
    }

    fn first_seen_in(&self, bin: usize) -> usize {
        let from_here = self.0.get(self.0.partition_point(|(first, _)| *first < bin)).map_or(0, |(_, count)| *count);
        from_here - self.first_seen_behind(bin)
    }
}

/// The ids of each bin that has any.
fn returns(timeline: &Timeline, bin_of: impl Fn(i64) -> usize) -> Result<BTreeMap<usize, Returns>, KernelError> {
    let mut ids: BTreeMap<usize, HashSet<usize>> = BTreeMap::new();
    for (at, id) in timeline.within()?.iter().filter(|(_, id)| !timeline.seen_before.contains(id)) {
        ids.entry(bin_of(*at)).or_default().insert(*id);
    }
    let mut first: HashMap<usize, usize> = HashMap::new();
    let returns = ids.into_iter().map(|(bin, ids)| {
        let mut by_first: BTreeMap<usize, usize> = BTreeMap::new();
        for id in ids {
            *by_first.entry(*first.entry(id).or_insert(bin)).or_default() += 1;
        }
        let mut sums: Vec<(usize, usize)> = by_first.into_iter().collect();
        let mut sum = 0;
        for (_, count) in sums.iter_mut().rev() {
            sum += *count;
            *count = sum;
        }
        (bin, Returns(sums))
    });
    Ok(returns.collect())
}
