use super::super::{PLUGIN, Plugin};
use super::sliding::windows;
use super::{Answer, Timeline, counts, over_ids};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;

pub const ACTIVITY_ENGAGEMENT: Plugin = Plugin {
    description: &Description {
        name: "activity_engagement",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, InnerActivityWindow: const summable, \
             OuterActivityWindow: const summable) -> own",
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             InnerActivityWindow: const summable, OuterActivityWindow: const summable, \
             [Dimension: column not_dynamic]...) -> own",
        ],
        summary: "For each bin of time, its ids, those of a longer window that ends with it, and the ratio of both.",
        page: "activity-engagement-plugin",
        deviation: Some(
            "Start and end must be given. Rows just before the start are refused, and so is an outer window that is not \
             a whole number of inner ones.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |setup| over_ids(setup, engagement),
};

/// Start, end, inner window, outer window.
fn engagement(timeline: &Timeline) -> Result<Answer, KernelError> {
    let windows = windows(timeline, timeline.width(3)?, timeline.width(2)?)?;
    let answer = windows.into_iter().map(|w| {
        let mut values = counts([w.ids_of_bin, w.ids]);
        values.push(Value::Real(w.ids_of_bin as f64 / w.ids as f64));
        (vec![w.bin], values)
    });
    Ok(answer.collect())
}
