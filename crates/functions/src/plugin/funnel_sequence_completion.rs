//! `funnel_sequence_completion`: how many get how far along a sequence of states.

use super::bins::{Bins, whole};
use super::groups::key;
use super::{PLUGIN, Plugin, PluginRun, Setup, argument, check_rows, columns};
use crate::KernelError;
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value, dynamic};
use std::collections::{BTreeMap, HashMap};

/// The most states of a sequence, and the most periods.
const MAX_STATES: usize = 64;

pub const FUNNEL_SEQUENCE_COMPLETION: Plugin = Plugin {
    description: &Description {
        name: "funnel_sequence_completion",
        signatures: &[
            "(IdColumn: column not_dynamic, TimelineColumn: column summable, Start: const summable, End: const summable, \
             BinSize: const summable, StateColumn: column not_dynamic, Sequence: const array, \
             MaxSequencePeriods: const array) -> own",
        ],
        summary: "In each bin of time, how many ids reached each state of a sequence within a period of its first.",
        page: "funnel-sequence-completion-plugin",
        deviation: Some(
            "Other states may stand between, and states of the same moment come in any order. A state that nobody reached \
             gets no row.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: completion,
};

/// Arguments: the id, the moment, the state as text. Constants: start, end, bin, the states, the periods.
fn completion(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let at = |index| setup.constants.get(index).ok_or_else(|| KernelError::new("the plugin lacks an argument"));
    let (start, end) = (whole(at(0)?)?, whole(at(1)?)?);
    let bins = Bins::new(at(2)?, start)?;
    let states: Vec<String> = elements(at(3)?)?.iter().map(|e| dynamic::to_text(e).into_owned()).collect();
    // A literal array keeps a timespan as its ticks.
    let period = |e: &String| match (dynamic::scalar(e), dynamic::to_value(e, Type::Timespan)) {
        (Some(Value::Long(ticks)), _) => Ok(ticks),
        (_, Value::Timespan(period)) => Ok(period),
        _ => Err(KernelError::new("the periods of a funnel are timespans")),
    };
    let periods = elements(at(4)?)?.iter().map(period).collect::<Result<Vec<i64>, _>>()?;
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let (ids, times, of_row) = (argument(args, 0)?, argument(args, 1)?, argument(args, 2)?);
        // In each bin, for each id, the moments of each state of the sequence.
        let mut funnels: BTreeMap<i64, HashMap<String, Vec<Vec<i64>>>> = BTreeMap::new();
        for row in 0..rows {
            let Some(moment) = times.longs().get(row).filter(|at| (start..=end).contains(at)) else { continue };
            let state = of_row.strings().value(row);
            if !states.iter().any(|s| s == state) {
                continue;
            }
            let of_bin = funnels.entry(bins.start_of(moment)).or_default();
            let of_id = of_bin.entry(key(&[ids.value(row)])).or_insert_with(|| vec![Vec::new(); states.len()]);
            for (_, moments) in states.iter().zip(of_id).filter(|(s, _)| *s == state) {
                moments.push(moment);
            }
        }
        let mut table: Vec<Vec<Value>> = Vec::new();
        for (bin, mut of_ids) in funnels {
            of_ids.values_mut().flatten().for_each(|moments| moments.sort_unstable());
            for period in &periods {
                let mut reached = vec![0i64; states.len()];
                for moments in of_ids.values() {
                    let far = furthest(&states, moments, *period);
                    reached.iter_mut().take(far).for_each(|count| *count += 1);
                }
                for (state, count) in states.iter().zip(reached).filter(|(_, count)| *count > 0) {
                    table.push(vec![
                        Value::Datetime(bin),
                        Value::String(state.clone()),
                        Value::Timespan(*period),
                        Value::Long(count),
                    ]);
                }
            }
            check_rows(table.len())?;
        }
        Ok(columns(&outputs, &table))
    }))
}

fn elements(array: &Value) -> Result<Vec<String>, KernelError> {
    let Value::Dynamic(array) = array else { return Err(KernelError::new("a funnel wants an array here")) };
    if dynamic::kind(array) != dynamic::Kind::Array {
        return Err(KernelError::new("a funnel wants an array here"));
    }
    let elements: Vec<String> = dynamic::elements(array).take(MAX_STATES + 1).map(str::to_owned).collect();
    match elements.len() {
        0 => Err(KernelError::new("an array of this funnel is empty")),
        n if n > MAX_STATES => Err(KernelError::new(format!("a funnel has at most {MAX_STATES} states and periods"))),
        _ => Ok(elements),
    }
}

/// How many states one id comes along, at best, from any of its first ones.
fn furthest(states: &[String], moments: &[Vec<i64>], period: i64) -> usize {
    let mut best = 0;
    for (first, begin) in moments.first().into_iter().flatten().enumerate() {
        let until = begin.saturating_add(period);
        // For each state, the row last used: a state that comes twice in the sequence needs two rows.
        let mut used: HashMap<&str, usize> = states.first().map(|s| (s.as_str(), first)).into_iter().collect();
        let (mut now, mut far) = (*begin, 1);
        for (state, moments) in states.iter().zip(moments).skip(1) {
            let behind = used.get(state.as_str()).map_or(0, |row| row + 1);
            let next = moments.partition_point(|at| *at < now).max(behind);
            let Some(at) = moments.get(next).filter(|at| **at <= until) else { break };
            used.insert(state, next);
            (now, far) = (*at, far + 1);
        }
        best = best.max(far);
        if best == states.len() {
            break;
        }
    }
    best
}
