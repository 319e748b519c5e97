use super::super::bins::Bins;
use super::super::{PLUGIN, Plugin};
use super::{Answer, Timeline, counts, over_ids};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;
use std::collections::{BTreeMap, HashMap, HashSet};

pub const ACTIVE_USERS_COUNT: Plugin = Plugin {
    description: &Description {
        name: "active_users_count",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             LookbackWindow: const summable, Period: const summable, ActivePeriods: const long, Bin: const summable, \
             [Dimension: column not_dynamic]...) -> own",
        ],
        summary: "In each bin of time, the ids that were active in so many periods of a window before.",
        page: "active-users-count-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, active_users),
};

/// Start, end, window, period, how many periods, bin.
fn active_users(timeline: &Timeline) -> Result<Answer, KernelError> {
    let (start, end) = (timeline.constant(0)?, timeline.constant(1)?);
    let (window, period) = (timeline.width(2)?, Bins::new(&Value::Long(timeline.width(3)?), start)?);
    let (active_periods, bin) = (timeline.constant(4)?, timeline.bins(5, start)?);
    let mut periods: HashMap<usize, Vec<i64>> = HashMap::new();
    for (at, id) in timeline.events {
        let (at, periods) = (period.start_of(*at), periods.entry(*id).or_default());
        // Events come in order of time.
        if periods.last() != Some(&at) {
            periods.push(at);
        }
    }
    let mut active: BTreeMap<i64, HashSet<usize>> = BTreeMap::new();
    for (id, periods) in &periods {
        let mut first = 0;
        for (i, at) in periods.iter().enumerate() {
            let in_window = |p: &i64| i128::from(*p) > i128::from(*at) - i128::from(window);
            while periods.get(first).is_some_and(|p| !in_window(p)) {
                first += 1;
            }
            if (start..=end).contains(at) && (i + 1 - first) as i64 >= active_periods {
                active.entry(bin.start_of(*at)).or_default().insert(*id);
            }
        }
    }
    Ok(active.into_iter().map(|(at, ids)| (vec![at], counts([ids.len()]))).collect())
}
