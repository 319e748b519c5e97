//! Who was active when: plugins over an id and a timeline, which is a datetime or a whole number.

use super::groups::{groups, key};
use super::{PLUGIN, Plugin, PluginRun, Setup, argument, check_rows, columns};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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

/// The rows of one combination of dimensions, in order of time: moment and id.
type Events = Vec<(i64, usize)>;

/// What a plugin makes of some events: a moment, and the values behind the dimensions.
type Answer = Vec<(i64, Vec<i64>)>;

/// Arguments: the id, the moment, then the dimensions. Constants: moments and widths, whole numbers all.
fn over_ids(
    setup: &Setup,
    count: fn(&[i64], &Events) -> Result<Answer, KernelError>,
) -> Result<Box<PluginRun>, KernelError> {
    let constants = setup.constants.iter().map(whole).collect::<Result<Vec<_>, _>>()?;
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let (ids, times) = (argument(args, 0)?, argument(args, 1)?);
        let dimensions = groups(args.get(2..).unwrap_or_default(), rows);
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut events: Vec<Events> = vec![Events::new(); dimensions.values.len()];
        for (row, group) in dimensions.of_row.iter().enumerate() {
            // A row without a moment is in no bin.
            let Some(moment) = moment(times, row) else { continue };
            let next = numbers.len();
            let id = *numbers.entry(key(&[ids.value(row)])).or_insert(next);
            if let Some(events) = events.get_mut(*group) {
                events.push((moment, id));
            }
        }
        let mut table: Vec<Vec<Value>> = Vec::new();
        for (values, events) in dimensions.values.iter().zip(&mut events) {
            events.sort_unstable();
            for (at, counts) in count(&constants, events)? {
                let mut row = vec![timed(at, outputs.first().copied().unwrap_or(Type::Long))];
                row.extend(values.iter().cloned());
                row.extend(counts.into_iter().map(Value::Long));
                table.push(row);
                check_rows(table.len())?;
            }
        }
        Ok(columns(&outputs, &table))
    }))
}

fn whole(value: &Value) -> Result<i64, KernelError> {
    match value {
        Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => Ok(*v),
        Value::Int(v) => Ok(i64::from(*v)),
        _ => Err(KernelError::new("the plugin wants moments and widths that are no nulls")),
    }
}

fn moment(times: &Column, row: usize) -> Option<i64> {
    whole(&times.value(row)).ok()
}

fn timed(at: i64, t: Type) -> Value {
    match t {
        Type::Datetime => Value::Datetime(at),
        Type::Timespan => Value::Timespan(at),
        Type::Int => i32::try_from(at).map_or(Value::Null(Type::Int), Value::Int),
        _ => Value::Long(at),
    }
}

fn constant(constants: &[i64], index: usize) -> Result<i64, KernelError> {
    constants.get(index).copied().ok_or_else(|| KernelError::new("the plugin lacks an argument"))
}

fn width(constants: &[i64], index: usize) -> Result<i64, KernelError> {
    match constant(constants, index)? {
        width if width > 0 => Ok(width),
        _ => Err(KernelError::new("the plugin wants a width above zero")),
    }
}

/// The beginning of the bin that holds a moment, where one bin begins at `origin`.
fn bin_at(moment: i64, width: i64, origin: i64) -> i64 {
    let offset = (i128::from(moment) - i128::from(origin)).rem_euclid(i128::from(width));
    i64::try_from(i128::from(moment) - offset).unwrap_or(i64::MIN)
}

fn within(events: &Events, start: i64, end: i64) -> impl Iterator<Item = (i64, usize)> {
    events.iter().copied().filter(move |(at, _)| (start..=end).contains(at))
}

/// Start, end, step.
fn counts_metrics(constants: &[i64], events: &Events) -> Result<Answer, KernelError> {
    let (start, end, step) = (constant(constants, 0)?, constant(constants, 1)?, width(constants, 2)?);
    let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, id) in within(events, start, end) {
        bins.entry(bin_at(at, step, start)).or_default().push(id);
    }
    let mut seen: HashSet<usize> = HashSet::new();
    let mut answer = Answer::new();
    for (at, ids) in bins {
        let distinct: HashSet<usize> = ids.iter().copied().collect();
        let new = distinct.iter().filter(|id| seen.insert(**id)).count();
        let counts = [ids.len(), distinct.len(), new, seen.len()];
        answer.push((at, counts.map(|n| n as i64).to_vec()));
    }
    Ok(answer)
}

/// Start, end, window, period, how many periods, bin.
fn active_users(constants: &[i64], events: &Events) -> Result<Answer, KernelError> {
    let (start, end) = (constant(constants, 0)?, constant(constants, 1)?);
    let (window, period) = (width(constants, 2)?, width(constants, 3)?);
    let (active_periods, bin) = (constant(constants, 4)?, width(constants, 5)?);
    let mut periods: HashMap<usize, BTreeSet<i64>> = HashMap::new();
    for (at, id) in events {
        periods.entry(*id).or_default().insert(bin_at(*at, period, start));
    }
    let mut active: BTreeMap<i64, HashSet<usize>> = BTreeMap::new();
    for (id, periods) in &periods {
        for at in periods.range(start..=end.max(start)).filter(|at| **at <= end) {
            let after = at.saturating_sub(window).saturating_add(1);
            if periods.range(after..=*at).count() as i64 >= active_periods {
                active.entry(bin_at(*at, bin, start)).or_default().insert(*id);
            }
        }
    }
    Ok(active.into_iter().map(|(at, ids)| (at, vec![ids.len() as i64])).collect())
}

/// Start, end, bin, window: an event begins a session if its id was not seen for so long.
fn sessions(constants: &[i64], events: &Events) -> Result<Answer, KernelError> {
    let (start, end) = (constant(constants, 0)?, constant(constants, 1)?);
    let (bin, window) = (width(constants, 2)?, width(constants, 3)?);
    let mut last: HashMap<usize, i64> = HashMap::new();
    let mut begun: BTreeMap<i64, i64> = BTreeMap::new();
    for (at, id) in within(events, start, end) {
        let begins = last.insert(id, at).is_none_or(|before| i128::from(at) - i128::from(before) >= i128::from(window));
        if begins {
            *begun.entry(bin_at(at, bin, 0)).or_default() += 1;
        }
    }
    Ok(begun.into_iter().map(|(at, count)| (at, vec![count])).collect())
}

/// Start, end, window, step.
fn sliding_window(constants: &[i64], events: &Events) -> Result<Answer, KernelError> {
    let (start, end) = (constant(constants, 0)?, constant(constants, 1)?);
    let (window, step) = (width(constants, 2)?, width(constants, 3)?);
    if window % step != 0 {
        return Err(KernelError::new("the window is not a whole number of steps: what it covers then is not known"));
    }
    let before = start.saturating_sub(window);
    if events.iter().any(|(at, _)| *at < start && *at > before) {
        let message = "there are rows less than a window before the start: whether they count is not known. Filter the \
                       input to the time from start to end";
        return Err(KernelError::new(message));
    }
    let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, id) in within(events, start, end) {
        // A row counts in its own bin and in those after it that the window reaches.
        let first = bin_at(at, step, start);
        for ahead in 0..window / step {
            let Some(bin) = ahead.checked_mul(step).and_then(|d| first.checked_add(d)).filter(|bin| *bin <= end) else {
                break;
            };
            bins.entry(bin).or_default().push(id);
            check_rows(bins.len())?;
        }
    }
    let counts = |ids: Vec<usize>| vec![ids.len() as i64, ids.into_iter().collect::<HashSet<_>>().len() as i64];
    Ok(bins.into_iter().map(|(at, ids)| (at, counts(ids))).collect())
}
