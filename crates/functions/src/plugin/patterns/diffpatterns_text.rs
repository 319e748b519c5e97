//! `diffpatterns_text`: patterns of tokens that one part of the texts has more often than the other.

use super::super::{PLUGIN, Plugin, PluginRun, Setup, argument, columns};
use super::autocluster::holds;
use super::closed::{Pattern, patterns};
use super::diffpatterns::{choose, in_either, parts, percent};
use super::items::{ABSENT, Items, Weight, add, check_choice, count};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;

pub const DIFFPATTERNS_TEXT: Plugin = Plugin {
    description: &Description {
        name: "diffpatterns_text",
        signatures: &[
            "(TextColumn: column string, BooleanCondition: bool, [MinTokens: integer], [Threshold: number], \
             [MaxTokens: integer]) -> own",
        ],
        summary: "A few patterns of words that the texts for which a condition holds have more or less often than the others.",
        page: "diffpatterns-text-plugin",
        deviation: Some(
            "Every pattern and its counts are right, but which ones are shown is Lurcher's own choice, made as in \
             `diffpatterns`: how the service chooses is not published. A token stands at its place from the beginning of a \
             text; rows whose condition is null are in neither set.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: diffpatterns_text,
};

/// Arguments: the text and the condition. Constants: the threshold, the least number of tokens, and how many of a text are told.
fn diffpatterns_text(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let Some(Value::Real(ratio)) = setup.constants.first().cloned() else {
        return Err(KernelError::new("the threshold of the plugin must be a real"));
    };
    let least_tokens = usize::try_from(setup.whole_number(1)?).unwrap_or(0);
    let most_tokens = usize::try_from(setup.whole_number(2)?).unwrap_or(0);
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let (texts, condition) = (argument(args, 0)?, argument(args, 1)?);
        let weight = |row| match condition.value(row) {
            Value::Bool(true) => [1.0, 0.0],
            Value::Bool(false) => [0.0, 1.0],
            _ => [0.0; 2],
        };
        let weights: Vec<Weight> = (0..rows).map(weight).collect();
        let mut total = [0.0; 2];
        weights.iter().for_each(|w| add(&mut total, *w));
        if rows > 0 && total.contains(&0.0) {
            let missing = total[0] != 0.0;
            return Err(KernelError::new(format!("the condition is {} for no row", !missing)));
        }
        let frequent = |weight, total| in_either(weight, total, ratio);
        let items = Items::of_tokens(texts, most_tokens, &weights, frequent)?;
        let mut candidates = patterns(&items, most_tokens, frequent)?;
        candidates.retain(|pattern| pattern.items.len() >= least_tokens);
        check_choice(&items, candidates.len())?;
        let mut found = choose(&items, candidates, ratio);
        // Those of the true rows first, as in the documentation's answer.
        let ahead = |pattern: &Pattern| {
            let [when_true, when_false] = parts(&items, pattern.weight);
            when_true - when_false
        };
        found.sort_by(|a, b| ahead(b).total_cmp(&ahead(a)).then_with(|| a.items.cmp(&b.items)));
        let mut table: Vec<Vec<Value>> = Vec::with_capacity(found.len());
        for pattern in &found {
            let [when_true, when_false] = parts(&items, pattern.weight).map(percent);
            let (true_rows, false_rows) = (count(pattern.weight[0])?, count(pattern.weight[1])?);
            table.push(vec![true_rows, false_rows, when_true, when_false, Value::String(text(&items, pattern))]);
        }
        Ok(columns(&outputs, &table))
    }))
}

/// The tokens of a pattern up to its last one, `*` for the others; and one more `*` if any of its texts goes on.
fn text(items: &Items, pattern: &Pattern) -> String {
    let mut tokens: Vec<&str> = Vec::new();
    for (place, token) in pattern.items.iter().filter_map(|item| items.values.get(*item as usize)) {
        if tokens.len() <= *place {
            tokens.resize(place + 1, "*");
        }
        if let (Some(shown), Value::String(token)) = (tokens.get_mut(*place), token) {
            *shown = token;
        }
    }
    let behind = tokens.len();
    let goes_on = |row: &Vec<u32>| row.get(behind).is_some_and(|item| *item != ABSENT);
    if items.rows.iter().any(|row| goes_on(row) && holds(items, row, &pattern.items)) {
        tokens.push("*");
    }
    tokens.join(" ")
}
