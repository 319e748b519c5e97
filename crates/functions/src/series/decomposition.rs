//! A series as the sum of what repeats, a trend, and the rest.

use super::line::coefficients;
use super::number::finite;
use super::periods::{Found, detect};
use crate::dynamic::items::text;
use crate::{Call, KernelError};
use lurcher_types::Type;
use lurcher_types::describe::Output;

/// The columns of `series_decompose` and of `series_decompose_forecast`.
pub const OUTPUTS: &[Output] = &[
    Output::new("baseline", Type::Dynamic),
    Output::new("seasonal", Type::Dynamic),
    Output::new("trend", Type::Dynamic),
    Output::new("residual", Type::Dynamic),
];

pub struct Decomposition {
    pub baseline: Vec<f64>,
    pub seasonal: Vec<f64>,
    pub trend: Vec<f64>,
    pub residual: Vec<f64>,
    /// How many points, from the front, it was learned from.
    pub learned: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trend {
    Average,
    Line,
    None,
}

/// Which argument of a function says what.
pub struct Arguments {
    pub period: usize,
    pub trend: usize,
    pub test_points: usize,
    pub seasonality_threshold: usize,
    pub default_trend: Trend,
}

impl Arguments {
    /// Decomposes the series in this row; nothing of an array with anything but finite numbers.
    pub fn decompose(&self, call: &Call, row: usize) -> Result<Option<Decomposition>, KernelError> {
        let Some(series) = call.args.first().and_then(|column| finite(column, row)) else { return Ok(None) };
        let learned = learned(call, self.test_points, row, series.len())?;
        let trend = match call.args.get(self.trend).map(|column| text(column, row)) {
            None => self.default_trend,
            Some(name) => match name.as_ref() {
                "avg" => Trend::Average,
                "linefit" => Trend::Line,
                "none" => Trend::None,
                _ => return Err(KernelError::new("`trend` is \"avg\", \"linefit\" or \"none\"")),
            },
        };
        let threshold = call.args.get(self.seasonality_threshold).and_then(|column| column.real(row)).unwrap_or(0.6);
        let Some(training) = series.get(..learned) else { return Ok(None) };
        let period = match whole(call, self.period, row).unwrap_or(-1) {
            -1 => detected(training, threshold)?,
            period => usize::try_from(period).map_err(|_| KernelError::new("`period` is -1, 0 or positive"))?,
        };
        Ok(decompose(&series, learned, period, trend))
    }
}

/// How many points are left to learn from without the test points at the end.
pub fn learned(call: &Call, index: usize, row: usize, length: usize) -> Result<usize, KernelError> {
    let test_points = whole(call, index, row).unwrap_or(0);
    usize::try_from(test_points)
        .map(|test_points| length.saturating_sub(test_points))
        .map_err(|_| KernelError::new("`test_points` must not be negative"))
}

pub fn whole(call: &Call, index: usize, row: usize) -> Option<i64> {
    call.args.get(index)?.longs().get(row)
}

/// The period that is there to be seen, 0 for none.
pub fn detected(training: &[f64], threshold: f64) -> Result<usize, KernelError> {
    match detect(training, threshold) {
        Found::Period(period) => Ok(period),
        Found::Nothing => Ok(0),
        Found::Unclear => Err(KernelError::new(
            "whether a series repeats itself, and after how many points, is not clear: give the period (0 for none)",
        )),
    }
}

fn decompose(series: &[f64], learned: usize, period: usize, trend: Trend) -> Option<Decomposition> {
    let training = series.get(..learned).filter(|training| !training.is_empty())?;
    let seasonal = match period {
        0 => vec![0.0; series.len()],
        period => seasonal(training, period, series.len())?,
    };
    let level: Vec<f64> = training.iter().zip(&seasonal).map(|(y, s)| y - s).collect();
    let (slope, start) = match trend {
        Trend::Average => (0.0, level.iter().sum::<f64>() / level.len() as f64),
        Trend::Line => coefficients(&level)?,
        Trend::None => (0.0, 0.0),
    };
    let trend: Vec<f64> = (0..series.len()).map(|i| start + slope * i as f64).collect();
    let baseline: Vec<f64> = seasonal.iter().zip(&trend).map(|(s, t)| s + t).collect();
    let residual = series.iter().zip(&baseline).map(|(y, b)| y - b).collect();
    Some(Decomposition { baseline, seasonal, trend, residual, learned })
}

/// The median of the points in the same place of the period, over and over; nothing if a place has no point.
pub fn seasonal(training: &[f64], period: usize, length: usize) -> Option<Vec<f64>> {
    if period == 0 || period > training.len() {
        return None;
    }
    let place = |first: usize| median(training.iter().skip(first).step_by(period).copied().collect());
    let places: Vec<f64> = (0..period).map(place).collect::<Option<_>>()?;
    Some(places.iter().copied().cycle().take(length).collect())
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle)?;
    Some(if values.len() % 2 == 1 { *upper } else { (values.get(middle.checked_sub(1)?)? + upper) / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_add_up() {
        let series = [1.0, 3.0, 5.0, 4.0, 6.0, 8.0, 7.0, 9.0, 11.0];
        let d = decompose(&series, 6, 3, Trend::Line).unwrap();
        assert_eq!(d.seasonal, [2.5, 4.5, 6.5, 2.5, 4.5, 6.5, 2.5, 4.5, 6.5]);
        for (i, y) in series.iter().enumerate() {
            assert!((d.seasonal[i] + d.trend[i] + d.residual[i] - y).abs() < 1e-12);
        }
        assert_eq!(decompose(&series, 9, 0, Trend::Average).unwrap().baseline, [6.0; 9]);
        assert_eq!(decompose(&series, 9, 0, Trend::None).unwrap().residual, series);
        assert!(decompose(&series, 2, 3, Trend::None).is_none());
    }
}
