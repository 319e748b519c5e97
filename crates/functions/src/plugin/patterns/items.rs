//! The frequent values of each column, by number, and the rows as lists of such numbers.

use super::super::groups::key;
use super::super::{Setup, argument};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::Value;
use std::collections::HashMap;

/// The most cells of the rows that patterns are looked for in, where equal rows are one.
const MAX_CELLS: usize = 100_000_000;

/// A row's item in a column whose value is too rare.
pub const RARE: u32 = u32::MAX;

/// Stands where a row has no cell: its text has fewer tokens. It is no item, so no pattern has it.
pub const ABSENT: u32 = u32::MAX - 1;

/// What the rows of a set weigh, in the first and in the second table that are compared; the second is 0 where there is one.
pub type Weight = [f64; 2];

pub struct Items {
    /// The column and the value of each item.
    pub values: Vec<(usize, Value)>,
    /// Rows that differ, each with an item for each column.
    pub rows: Vec<Vec<u32>>,
    pub weights: Vec<Weight>,
    pub total: Weight,
}

impl Items {
    /// The items of `columns` that are frequent enough among rows of these weights; rows of no weight are left out.
    pub fn new(
        columns: &[&Column],
        weights: &[Weight],
        frequent: impl Fn(Weight, Weight) -> bool,
    ) -> Result<Items, KernelError> {
        let mut numbering = Numbering::new(weights);
        for (place, column) in columns.iter().enumerate() {
            let cells = (0..weights.len()).map(|row| Some(column.value(row)));
            numbering.column(place, cells, &frequent);
        }
        numbering.items()
    }

    /// The items of tokens between white space, those of each place as of a column; at most so many places of a text are told.
    pub fn of_tokens(
        texts: &Column,
        places: usize,
        weights: &[Weight],
        frequent: impl Fn(Weight, Weight) -> bool,
    ) -> Result<Items, KernelError> {
        let mut numbering = Numbering::new(weights);
        let mut tokens: Vec<_> = (0..weights.len()).map(|row| texts.strings().value(row).split_whitespace()).collect();
        for place in 0..places {
            let cells = tokens.iter_mut().map(|tokens| tokens.next().map(|token| Value::String(token.to_owned())));
            if !numbering.column(place, cells, &frequent) {
                break;
            }
        }
        numbering.items()
    }

    /// The column of an item.
    pub fn column(&self, item: u32) -> usize {
        self.values.get(item as usize).map_or(usize::MAX, |(column, _)| *column)
    }
}

/// Rows as lists of items, one column after the other.
struct Numbering<'a> {
    weights: &'a [Weight],
    total: Weight,
    values: Vec<(usize, Value)>,
    /// By column, the item of each row.
    of_columns: Vec<Vec<u32>>,
}

impl Numbering<'_> {
    fn new(weights: &[Weight]) -> Numbering<'_> {
        let mut total = [0.0; 2];
        weights.iter().for_each(|w| add(&mut total, *w));
        Numbering { weights, total, values: Vec::new(), of_columns: Vec::new() }
    }

    /// Takes in a column, in which a row may have no cell; tells whether any has one.
    fn column(
        &mut self,
        place: usize,
        cells: impl Iterator<Item = Option<Value>>,
        frequent: impl Fn(Weight, Weight) -> bool,
    ) -> bool {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut found: Vec<(Value, Weight)> = Vec::new();
        let mut of_row: Vec<u32> = Vec::with_capacity(self.weights.len());
        for (cell, weight) in cells.zip(self.weights) {
            let Some(value) = cell else {
                of_row.push(ABSENT);
                continue;
            };
            let number = *numbers.entry(key(std::slice::from_ref(&value))).or_insert(found.len() as u32);
            if number as usize == found.len() {
                found.push((value, [0.0; 2]));
            }
            if let Some((_, sum)) = found.get_mut(number as usize) {
                add(sum, *weight);
            }
            of_row.push(number);
        }
        let any = !found.is_empty();
        let items: Vec<u32> = found
            .into_iter()
            .map(|(value, weight)| {
                if !frequent(weight, self.total) {
                    return RARE;
                }
                self.values.push((place, value));
                (self.values.len() - 1) as u32
            })
            .collect();
        for number in of_row.iter_mut().filter(|number| **number != ABSENT) {
            *number = items.get(*number as usize).copied().unwrap_or(RARE);
        }
        self.of_columns.push(of_row);
        any
    }

    fn items(self) -> Result<Items, KernelError> {
        let Numbering { weights, total, values, of_columns } = self;
        let mut table: HashMap<Vec<u32>, Weight> = HashMap::new();
        for (row, weight) in weights.iter().enumerate().filter(|(_, w)| **w != [0.0; 2]) {
            let items = of_columns.iter().map(|c| c.get(row).copied().unwrap_or(RARE)).collect();
            add(table.entry(items).or_default(), *weight);
            if table.len().saturating_mul(of_columns.len()) > MAX_CELLS {
                let message = format!("the rows have more than {MAX_CELLS} cells that differ: project fewer columns");
                return Err(KernelError::new(message));
            }
        }
        let mut sorted: Vec<(Vec<u32>, Weight)> = table.into_iter().collect();
        // Sums of reals must not depend on how a table of hashes lies.
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (rows, weights) = sorted.into_iter().unzip();
        Ok(Items { values, rows, weights, total })
    }
}

pub fn add(sum: &mut Weight, weight: Weight) {
    for (sum, weight) in sum.iter_mut().zip(weight) {
        *sum += weight;
    }
}

/// What a call of such a plugin says: its constants are the threshold or its like, the place of the weight among the columns
/// or -1, a whole number, and then the wildcard of each column.
pub struct Options {
    pub ratio: f64,
    pub weight: Option<usize>,
    pub number: i64,
    pub wildcards: Vec<Value>,
}

impl Options {
    pub fn new(setup: &Setup) -> Result<Options, KernelError> {
        let ratio = match setup.constants.first() {
            Some(Value::Real(ratio)) => *ratio,
            _ => return Err(KernelError::new("the first argument of the plugin must be a real")),
        };
        let wildcards = setup.constants.get(3..).unwrap_or_default().to_vec();
        let weight = usize::try_from(setup.whole_number(1)?).ok();
        Ok(Options { ratio, weight, number: setup.whole_number(2)?, wildcards })
    }

    /// What each row weighs.
    pub fn weights(&self, args: &[Column], rows: usize) -> Result<Vec<f64>, KernelError> {
        let Some(weight) = self.weight else { return Ok(vec![1.0; rows]) };
        let weights = argument(args, weight)?;
        let weight = |row| match weights.real(row) {
            Some(w) if w >= 0.0 && w.is_finite() => Ok(w),
            _ => Err(KernelError::unbuilt("a weight is null or below zero: what Kusto makes of it is not known")),
        };
        (0..rows).map(weight).collect()
    }

    /// The cells of a pattern: the value of each column that it names, otherwise the wildcard.
    pub fn cells(&self, items: &Items, places: &[usize], pattern: &[u32]) -> Vec<Value> {
        let mut cells = self.wildcards.clone();
        for item in pattern {
            let Some((column, value)) = items.values.get(*item as usize) else { continue };
            if let Some(cell) = places.get(*column).and_then(|place| cells.get_mut(*place)) {
                *cell = value.clone();
            }
        }
        cells
    }
}

/// The most rows that are read in choosing among patterns, all readings together.
const MAX_CHOICE: usize = 1_000_000_000;

/// Refuses to choose among so many patterns that it would take too long.
pub fn check_choice(items: &Items, candidates: usize) -> Result<(), KernelError> {
    if items.rows.len().saturating_mul(candidates) > MAX_CHOICE {
        let message = "there are too many patterns to choose among: project fewer columns";
        return Err(KernelError::new(format!("{message} (patterns by rows are more than {MAX_CHOICE})")));
    }
    Ok(())
}

/// The sum of weights as a number of rows.
pub fn count(weight: f64) -> Result<Value, KernelError> {
    if weight.fract() != 0.0 || weight > 9_007_199_254_740_992.0 {
        return Err(KernelError::unbuilt("the weights add up to no whole number: how Kusto rounds it is not known"));
    }
    Ok(Value::Long(weight as i64))
}
