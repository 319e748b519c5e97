use super::super::bins::Bins;
use super::super::{PLUGIN, Plugin};
use super::{Answer, Timeline, over_ids};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;
use std::collections::{BTreeMap, HashMap};

pub const SESSION_COUNT: Plugin = Plugin {
    description: &Description {
        name: "session_count",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             Bin: const summable, LookBackWindow: const summable, [Dimension: column not_dynamic]...) -> own",
        ],
        summary: "In each bin of time, the sessions that begin: an id after a pause.",
        page: "session-count-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, sessions),
};

/// Start, end, bin, window: an event begins a session if its id was not seen for so long.
fn sessions(timeline: &Timeline) -> Result<Answer, KernelError> {
    let (bin, window) = (Bins::new(&Value::Long(timeline.width(2)?), 0)?, timeline.width(3)?);
    let mut last: HashMap<usize, i64> = HashMap::new();
    let mut begun: BTreeMap<i64, i64> = BTreeMap::new();
    for (at, id) in timeline.within()? {
        let pause = |before: i64| i128::from(*at) - i128::from(before);
        if last.insert(*id, *at).is_none_or(|before| pause(before) >= i128::from(window)) {
            *begun.entry(bin.start_of(*at)).or_default() += 1;
        }
    }
    Ok(begun.into_iter().map(|(at, count)| (vec![at], vec![Value::Long(count)])).collect())
}
