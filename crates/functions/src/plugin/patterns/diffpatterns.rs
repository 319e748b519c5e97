//! `diffpatterns`: patterns that one part of the rows has more often than another.

use super::super::{PLUGIN, Plugin, PluginRun, Setup, argument, columns};
use super::autocluster::holds;
use super::closed::{Pattern, patterns};
use super::items::{Items, Options, Weight, add, check_choice, count};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::Description;

/// A pattern tells nothing new if so much of its rows is in one that is shown already.
const TOLD_RATIO: f64 = 0.75;

pub const DIFFPATTERNS: Plugin = Plugin {
    description: &Description {
        name: "diffpatterns",
        signatures: &[
            "(SplitColumn: column scalar, SplitValueA: string, SplitValueB: string, [WeightColumn: column scalar], \
             [Threshold: real], [MaxDimensions: integer], [CustomWildcard: scalar]...) -> own",
        ],
        summary: "A few patterns of values that the rows of two sets have to different parts.",
        page: "diffpatterns-plugin",
        deviation: Some(
            "Every pattern and its counts are right, but which ones are shown is Lurcher's own choice: how the service \
             chooses is not published. Here the greatest difference comes first; a pattern that contains or is contained \
             in one before, or has three quarters of its rows in it, is left out.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: diffpatterns,
};

/// Arguments: the columns, then the split column as text. Constants: see [`Options`], and last the two values.
fn diffpatterns(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let mut options = Options::new(setup)?;
    let (Some(Value::String(b)), Some(Value::String(a))) = (options.wildcards.pop(), options.wildcards.pop()) else {
        return Err(KernelError::new("the values that the rows are split by must be texts"));
    };
    let split_place = match options.wildcards.pop() {
        Some(Value::Long(place)) => usize::try_from(place).unwrap_or(usize::MAX),
        _ => return Err(KernelError::new("the plugin lacks an argument")),
    };
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let Some((_, all)) = args.split_last() else { return Err(KernelError::new("the plugin lacks an argument")) };
        let split = argument(args, all.len())?;
        let weights = options.weights(all, rows)?;
        let weights: Vec<Weight> = weights
            .into_iter()
            .enumerate()
            .map(|(row, w)| match split.strings().value(row) {
                value if value == a => [w, 0.0],
                value if value == b => [0.0, w],
                _ => [0.0; 2],
            })
            .collect();
        let mut total = [0.0; 2];
        weights.iter().for_each(|w| add(&mut total, *w));
        if rows > 0 && total.contains(&0.0) {
            return Err(KernelError::new(format!("no row has `{}`", if total[0] == 0.0 { &a } else { &b })));
        }
        let places: Vec<usize> =
            (0..all.len()).filter(|place| options.weight != Some(*place) && split_place != *place).collect();
        let chosen: Vec<&Column> = places.iter().filter_map(|place| args.get(*place)).collect();
        let frequent = |weight, total| in_either(weight, total, options.ratio);
        let items = Items::new(&chosen, &weights, frequent)?;
        let most = usize::try_from(options.number).unwrap_or(0);
        let candidates = patterns(&items, most, frequent)?;
        check_choice(&items, candidates.len())?;
        let found = choose(&items, candidates, options.ratio);
        let mut table: Vec<Vec<Value>> = Vec::with_capacity(found.len());
        for (number, pattern) in found.iter().enumerate() {
            let [part_a, part_b] = parts(&items, pattern.weight);
            let mut row = vec![Value::Long(number as i64), count(pattern.weight[0])?, count(pattern.weight[1])?];
            row.extend([part_a, part_b, (part_a - part_b).abs()].map(percent));
            row.extend(options.cells(&items, &places, &pattern.items));
            table.push(row);
        }
        Ok(columns(&outputs, &table))
    }))
}

/// Whether a weight is this part of either set.
pub fn in_either(weight: Weight, total: Weight, least: f64) -> bool {
    let ratio = |set: usize| weight[set] > 0.0 && weight[set] / total[set] >= least;
    ratio(0) || ratio(1)
}

/// A part as it is shown: in percent, with two decimals.
pub fn percent(part: f64) -> Value {
    Value::Real((part * 10_000.0).round() / 100.0)
}

/// Which part of each set has this weight.
pub fn parts(items: &Items, weight: Weight) -> [f64; 2] {
    [weight[0] / items.total[0], weight[1] / items.total[1]]
}

/// The patterns with the greatest difference that each tell something new.
pub fn choose(items: &Items, candidates: Vec<Pattern>, least: f64) -> Vec<Pattern> {
    let difference = |pattern: &Pattern| {
        let [a, b] = parts(items, pattern.weight);
        (a - b).abs()
    };
    let mut candidates: Vec<Pattern> = candidates.into_iter().filter(|p| difference(p) >= least).collect();
    candidates.sort_by(|a, b| difference(b).total_cmp(&difference(a)).then_with(|| a.items.cmp(&b.items)));
    let mut chosen: Vec<Pattern> = Vec::new();
    for candidate in candidates {
        let within = |small: &Pattern, large: &Pattern| small.items.iter().all(|i| large.items.contains(i));
        let told = |before: &Pattern| {
            within(before, &candidate)
                || within(&candidate, before)
                || common(items, before, &candidate) >= TOLD_RATIO * (candidate.weight[0] + candidate.weight[1])
        };
        if !chosen.iter().any(told) {
            chosen.push(candidate);
        }
    }
    chosen
}

/// What the rows weigh that two patterns share.
fn common(items: &Items, a: &Pattern, b: &Pattern) -> f64 {
    let rows = items.rows.iter().zip(&items.weights);
    let both = rows.filter(|(row, _)| holds(items, row, &a.items) && holds(items, row, &b.items));
    both.map(|(_, weight)| weight[0] + weight[1]).sum()
}
