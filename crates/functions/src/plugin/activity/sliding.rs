//! Windows that slide over a timeline by steps, and the plugin that counts in them.

use super::super::{PLUGIN, Plugin, check_rows};
use super::{Answer, Timeline, counts, over_ids};
use crate::KernelError;
use lurcher_types::describe::Description;
use std::collections::{HashMap, HashSet};

pub const SLIDING_WINDOW_COUNTS: Plugin = Plugin {
    description: &Description {
        name: "sliding_window_counts",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             LookBackWindow: const summable, Step: const summable, [Dimension: column not_dynamic]...) -> own",
        ],
        summary: "For each bin of time, the rows and ids of a window that ends with it.",
        page: "sliding-window-counts-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, sliding_window),
};

/// Start, end, window, step.
fn sliding_window(timeline: &Timeline) -> Result<Answer, KernelError> {
    let windows = windows(timeline, timeline.width(2)?, timeline.width(3)?)?;
    Ok(windows.into_iter().map(|w| (vec![w.bin], counts([w.rows, w.ids]))).collect())
}

/// What a window holds.
pub struct Window {
    /// Where its last bin begins.
    pub bin: i64,
    pub rows: usize,
    pub ids: usize,
    /// How many ids its last bin has.
    pub ids_of_bin: usize,
}

/// Each window that holds an event and ends with a bin between start and end.
pub fn windows(timeline: &Timeline, window: i64, step: i64) -> Result<Vec<Window>, KernelError> {
    let (start, end) = (timeline.constant(0)?, timeline.constant(1)?);
    if window % step != 0 {
        let message = "the window is not a whole number of steps: what it covers then is not known";
        return Err(KernelError::unbuilt(message));
    }
    let before = start.saturating_sub(window);
    if timeline.events.iter().any(|(at, _)| *at < start && *at > before) {
        let message = "there are rows less than a window before the start: whether they count is not known. Filter the \
                       input to the time from start to end";
        return Err(KernelError::unbuilt(message));
    }
    let number = |at: i64| (i128::from(at) - i128::from(start)) / i128::from(step);
    let (events, last, length) = (timeline.within()?, number(end), i128::from(window / step));
    let mut inside: HashMap<usize, usize> = HashMap::new();
    let (mut oldest, mut next) = (0, 0);
    let mut found: Vec<Window> = Vec::new();
    let mut bin = events.first().map_or(0, |(at, _)| number(*at));
    while bin <= last {
        let first_of_bin = next;
        while let Some((_, id)) = events.get(next).filter(|(at, _)| number(*at) == bin) {
            *inside.entry(*id).or_default() += 1;
            next += 1;
        }
        while let Some((_, id)) = events.get(oldest).filter(|(at, _)| number(*at) <= bin - length) {
            if let Some(count) = inside.get_mut(id) {
                *count -= 1;
                if *count == 0 {
                    inside.remove(id);
                }
            }
            oldest += 1;
        }
        if oldest == next {
            // Nothing until the next event.
            match events.get(next) {
                Some((at, _)) => bin = number(*at),
                None => break,
            }
            continue;
        }
        let of_bin: HashSet<usize> = events.get(first_of_bin..next).unwrap_or_default().iter().map(|e| e.1).collect();
        let at = i128::from(start) + bin * i128::from(step);
        found.push(Window {
            bin: i64::try_from(at).unwrap_or(i64::MAX),
            rows: next - oldest,
            ids: inside.len(),
            ids_of_bin: of_bin.len(),
        });
        check_rows(found.len())?;
        bin += 1;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lurcher_types::Value;
    use proptest::prelude::*;

    proptest! {
        /// Every window, counted anew from all events.
        #[test]
        fn a_window_is_what_its_bins_hold(
            mut events in proptest::collection::vec((0i64..40, 0usize..4), 0..30),
            end in 0i64..50,
            step in 1i64..5,
            steps in 1i64..5,
        ) {
            events.sort_unstable();
            let constants = [Value::Long(0), Value::Long(end)];
            let timeline = Timeline { constants: &constants, events: &events, seen_before: &HashSet::new() };
            let found = windows(&timeline, step * steps, step).unwrap();
            let mut next = found.iter().peekable();
            for bin in (0..=end).step_by(step as usize) {
                let inside = |from: i64| events.iter().filter(move |(at, _)| *at >= from && *at < bin + step && *at <= end);
                let ids = |from: i64| inside(from).map(|(_, id)| *id).collect::<HashSet<_>>().len();
                let from = bin + step - step * steps;
                if ids(from) == 0 {
                    continue;
                }
                let window = next.next().unwrap();
                prop_assert_eq!(
                    (window.bin, window.rows, window.ids, window.ids_of_bin),
                    (bin, inside(from).count(), ids(from), ids(bin))
                );
            }
            prop_assert!(next.next().is_none());
        }
    }
}
