//! Who was active when: plugins over an id and a timeline, which is a datetime or a whole number.

mod active_users;
mod counts_metrics;
mod engagement;
mod metrics;
mod new_metrics;
mod sessions;
mod sliding;

pub use active_users::ACTIVE_USERS_COUNT;
pub use counts_metrics::ACTIVITY_COUNTS_METRICS;
pub use engagement::ACTIVITY_ENGAGEMENT;
pub use metrics::ACTIVITY_METRICS;
pub use new_metrics::NEW_ACTIVITY_METRICS;
pub use sessions::SESSION_COUNT;
pub use sliding::SLIDING_WINDOW_COUNTS;

use super::bins::{Bins, whole};
use super::groups::{groups, key};
use super::{PluginRun, Setup, argument, check_rows, columns};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::{Type, Value};
use std::collections::{HashMap, HashSet};

/// A moment and who was active, by number.
type Event = (i64, usize);

/// What a plugin makes of some events: a moment, the moments beside it, and the values behind the dimensions.
type Answer = Vec<(Vec<i64>, Vec<Value>)>;

/// The rows of one combination of dimensions, in order of time.
struct Timeline<'a> {
    constants: &'a [Value],
    events: &'a [Event],
    /// The ids of the table that stands beside the input.
    seen_before: &'a HashSet<usize>,
}

/// Arguments: the id, the moment, then the dimensions. Constants: moments and widths. Lookup: ids.
fn over_ids(setup: &Setup, count: fn(&Timeline) -> Result<Answer, KernelError>) -> Result<Box<PluginRun>, KernelError> {
    let (constants, outputs, lookup) = (setup.constants.clone(), setup.outputs.clone(), setup.lookup.clone());
    Ok(Box::new(move |args, rows| {
        let (ids, times) = (argument(args, 0)?, argument(args, 1)?);
        let dimensions = groups(args.get(2..).unwrap_or_default(), rows);
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut seen_before = HashSet::new();
        if let Some(ids) = lookup.first() {
            seen_before.extend((0..ids.array.len()).map(|row| number_of(&mut numbers, &ids.value(row))));
        }
        let mut events: Vec<Vec<Event>> = vec![Vec::new(); dimensions.values.len()];
        for (row, group) in dimensions.of_row.iter().enumerate() {
            // A row without a moment is in no bin.
            let Some(moment) = moment(times, row) else { continue };
            let id = number_of(&mut numbers, &ids.value(row));
            if let Some(events) = events.get_mut(*group) {
                events.push((moment, id));
            }
        }
        let mut table: Vec<Vec<Value>> = Vec::new();
        for (values, events) in dimensions.values.iter().zip(&mut events) {
            events.sort_unstable();
            let timeline = Timeline { constants: &constants, events, seen_before: &seen_before };
            let answer = count(&timeline)?;
            check_rows(table.len().saturating_add(answer.len()))?;
            for (moments, counts) in answer {
                let mut row: Vec<Value> = moments.into_iter().zip(&outputs).map(|(at, t)| timed(at, *t)).collect();
                row.extend(values.iter().cloned());
                row.extend(counts);
                table.push(row);
            }
        }
        Ok(columns(&outputs, &table))
    }))
}

fn number_of(numbers: &mut HashMap<String, usize>, id: &Value) -> usize {
    let next = numbers.len();
    *numbers.entry(key(std::slice::from_ref(id))).or_insert(next)
}

fn moment(times: &Column, row: usize) -> Option<i64> {
    whole(&times.value(row)).ok()
}

/// A moment of a timeline of this type.
pub fn timed(at: i64, t: Type) -> Value {
    match t {
        Type::Datetime => Value::Datetime(at),
        Type::Timespan => Value::Timespan(at),
        Type::Int => i32::try_from(at).map_or(Value::Null(Type::Int), Value::Int),
        _ => Value::Long(at),
    }
}

impl Timeline<'_> {
    fn argument(&self, index: usize) -> Result<&Value, KernelError> {
        self.constants.get(index).ok_or_else(|| KernelError::new("the plugin lacks an argument"))
    }

    fn constant(&self, index: usize) -> Result<i64, KernelError> {
        whole(self.argument(index)?)
    }

    fn width(&self, index: usize) -> Result<i64, KernelError> {
        match self.constant(index)? {
            width if width > 0 => Ok(width),
            _ => Err(KernelError::new("the plugin wants a width above zero")),
        }
    }

    /// The periods of this argument, the first of which begins at `origin`.
    fn bins(&self, index: usize, origin: i64) -> Result<Bins, KernelError> {
        Bins::new(self.argument(index)?, origin)
    }

    /// The events from the first argument to the second, both included.
    fn within(&self) -> Result<&[Event], KernelError> {
        let (start, end) = (self.constant(0)?, self.constant(1)?);
        let first = self.events.partition_point(|(at, _)| *at < start);
        let behind = self.events.partition_point(|(at, _)| *at <= end);
        Ok(self.events.get(first..behind).unwrap_or_default())
    }
}

fn counts<const N: usize>(counts: [usize; N]) -> Vec<Value> {
    counts.map(|n| Value::Long(n as i64)).to_vec()
}
