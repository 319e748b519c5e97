//! What `series_stats` and `series_stats_dynamic` tell of a series.

use super::number::{Number, series};
use super::several::Part;
use crate::Call;
use lurcher_types::Value;

pub struct Stats {
    pub min: f64,
    pub min_idx: usize,
    pub max: f64,
    pub max_idx: usize,
    pub avg: f64,
    pub variance: f64,
    pub sum: f64,
    pub len: usize,
}

impl Stats {
    /// Of the series in this row; nothing of an empty one, or of one with values that are not finite, unless the
    /// second argument says to pass over those.
    pub fn read(call: &Call, row: usize) -> Option<Stats> {
        let elements = series(call.args.first()?, row)?;
        let ignore = matches!(call.args.get(1).map(|column| column.value(row)), Some(Value::Bool(true)));
        let finite = |(i, n): (usize, &Option<Number>)| {
            let x = n.map(Number::real).filter(|x| x.is_finite());
            x.map(|x| (i, x))
        };
        let values: Vec<(usize, f64)> = elements.iter().enumerate().filter_map(finite).collect();
        if values.len() < elements.len() && !ignore {
            return None;
        }
        Stats::of(&values, elements.len())
    }

    /// The columns of `series_stats`, which the bag begins with.
    pub fn columns(&self) -> [(&'static str, Part<'static>); 7] {
        [
            ("min", Part::Real(self.min)),
            ("min_idx", Part::Long(self.min_idx as i64)),
            ("max", Part::Real(self.max)),
            ("max_idx", Part::Long(self.max_idx as i64)),
            ("avg", Part::Real(self.avg)),
            ("stdev", Part::Real(self.variance.sqrt())),
            ("variance", Part::Real(self.variance)),
        ]
    }

    /// The first of equal values gives the index.
    fn of(values: &[(usize, f64)], len: usize) -> Option<Stats> {
        let (mut min, mut max) = (*values.first()?, *values.first()?);
        for value in values {
            if value.1 < min.1 {
                min = *value;
            }
            if value.1 > max.1 {
                max = *value;
            }
        }
        let count = values.len() as f64;
        let sum: f64 = values.iter().map(|(_, x)| x).sum();
        let avg = sum / count;
        let squares: f64 = values.iter().map(|(_, x)| (x - avg) * (x - avg)).sum();
        let variance = if values.len() > 1 { squares / (count - 1.0) } else { 0.0 };
        Some(Stats { min: min.1, min_idx: min.0, max: max.1, max_idx: max.0, avg, variance, sum, len })
    }
}
