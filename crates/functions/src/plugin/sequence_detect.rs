//! `sequence_detect`: every way in which rows follow each other by conditions.

use super::activity::timed;
use super::groups::groups;
use super::{PLUGIN, Plugin, PluginRun, Setup, argument, check_rows, columns};
use crate::KernelError;
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};

/// The most moments that are tried in search of sequences.
const MAX_SEARCH_STEPS: usize = 100_000_000;

pub const SEQUENCE_DETECT: Plugin = Plugin {
    description: &Description {
        name: "sequence_detect",
        signatures: &[
            "(TimelineColumn: column summable, MaxSequenceStepWindow: const summable, MaxSequenceSpan: const summable, \
             Expr: bool..., [Dimension: column not_dynamic]...) -> own",
        ],
        summary: "The moments at which conditions held one after the other, close enough to each other.",
        page: "sequence-detect-plugin",
        deviation: Some(
            "Each condition must have a name. Every combination of moments within both windows is a sequence, once \
             however many rows hold it; steps may fall on the same moment.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: detect,
};

/// Arguments: the moment, the conditions, then the dimensions. Constants: how far a step may be from the one before, how long
/// the whole may last, and how many conditions there are.
fn detect(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let (step, span) = (super::bins::whole(value(setup, 0)?)?, super::bins::whole(value(setup, 1)?)?);
    let steps = usize::try_from(setup.whole_number(2)?).unwrap_or(0);
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let times = argument(args, 0)?;
        let conditions = args.get(1..=steps).unwrap_or_default();
        let dimensions = groups(args.get(steps + 1..).unwrap_or_default(), rows);
        let mut moments: Vec<Vec<Vec<i64>>> = vec![vec![Vec::new(); steps]; dimensions.values.len()];
        for (row, group) in dimensions.of_row.iter().enumerate() {
            let (Some(at), Some(moments)) = (times.longs().get(row), moments.get_mut(*group)) else { continue };
            for (condition, moments) in conditions.iter().zip(moments) {
                if condition.value(row) == Value::Bool(true) {
                    moments.push(at);
                }
            }
        }
        let mut search = Search { step, span, tried: 0, found: Vec::new() };
        let mut table: Vec<Vec<Value>> = Vec::new();
        for (of_group, mut moments) in dimensions.values.into_iter().zip(moments) {
            for moments in &mut moments {
                moments.sort_unstable();
                moments.dedup();
            }
            search.follow(&moments, &mut Vec::new())?;
            check_rows(table.len().saturating_add(search.found.len()))?;
            for sequence in search.found.drain(..) {
                let mut row = of_group.clone();
                row.extend(sequence.iter().map(|at| timed(*at, times.kql_type)));
                let (first, last) = (sequence.first().copied(), sequence.last().copied());
                let duration = last.unwrap_or_default().saturating_sub(first.unwrap_or_default());
                row.push(match times.kql_type {
                    Type::Datetime | Type::Timespan => Value::Timespan(duration),
                    _ => Value::Long(duration),
                });
                table.push(row);
            }
        }
        Ok(columns(&outputs, &table))
    }))
}

fn value(setup: &Setup, index: usize) -> Result<&Value, KernelError> {
    setup.constants.get(index).ok_or_else(|| KernelError::new("the plugin lacks an argument"))
}

struct Search {
    step: i64,
    span: i64,
    tried: usize,
    found: Vec<Vec<i64>>,
}

impl Search {
    /// Every continuation of the moments so far by those of the next conditions. It goes as deep as there are conditions.
    fn follow(&mut self, conditions: &[Vec<i64>], so_far: &mut Vec<i64>) -> Result<(), KernelError> {
        let Some((moments, later)) = conditions.split_first() else {
            self.found.push(so_far.clone());
            return check_rows(self.found.len());
        };
        let from = so_far.last().copied().unwrap_or(i64::MIN);
        let until = match (so_far.first(), so_far.last()) {
            (Some(first), Some(last)) => first.saturating_add(self.span).min(last.saturating_add(self.step)),
            _ => i64::MAX,
        };
        let first = moments.partition_point(|at| *at < from);
        for at in moments.iter().skip(first).take_while(|at| **at <= until) {
            self.tried += 1;
            if self.tried > MAX_SEARCH_STEPS {
                let message = format!("the search for sequences takes more than {MAX_SEARCH_STEPS} steps");
                return Err(KernelError::new(message));
            }
            so_far.push(*at);
            self.follow(later, so_far)?;
            so_far.pop();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_finds_nothing_ends() {
        let moments: Vec<i64> = (0..2_000).collect();
        // The last condition never holds, and each of the others always.
        let mut conditions = vec![moments; 8];
        conditions.push(vec![]);
        let mut search = Search { step: i64::MAX, span: i64::MAX, tried: 0, found: vec![] };
        let refused = search.follow(&conditions, &mut Vec::new()).err().unwrap();
        assert!(refused.message.contains("100000000 steps"), "{refused}");
    }

    #[test]
    fn windows_below_zero_find_nothing() {
        let mut search = Search { step: -1, span: -1, tried: 0, found: vec![] };
        search.follow(&[vec![1, 2], vec![1, 2]], &mut Vec::new()).unwrap();
        assert!(search.found.is_empty());
    }
}
