//! The straight line nearest to a series (least squares).

use super::several::Part;

pub struct Line {
    pub rsquare: f64,
    pub slope: f64,
    pub variance: f64,
    pub rvariance: f64,
    pub interception: f64,
    pub fit: Vec<f64>,
}

impl Line {
    /// Nothing of fewer than two points, which have no one nearest line.
    pub fn of(series: &[f64]) -> Option<Line> {
        let (slope, start) = coefficients(series)?;
        let fit: Vec<f64> = (0..series.len()).map(|i| start + slope * i as f64).collect();
        // Kusto counts the places of a series from 1, and says what the line would be at 0.
        let interception = start - slope;
        let variance = variance(series);
        let rvariance = residual_variance(series, &fit);
        Some(Line { rsquare: rsquare(variance, rvariance), slope, variance, rvariance, interception, fit })
    }

    /// In the order of the columns of `series_fit_line`.
    pub fn parts(&self) -> [(&'static str, Part<'_>); 6] {
        [
            ("rsquare", Part::Real(self.rsquare)),
            ("slope", Part::Real(self.slope)),
            ("variance", Part::Real(self.variance)),
            ("rvariance", Part::Real(self.rvariance)),
            ("interception", Part::Real(self.interception)),
            ("line_fit", Part::Series(&self.fit)),
        ]
    }
}

/// The slope, and where the line stands at the first point.
pub fn coefficients(series: &[f64]) -> Option<(f64, f64)> {
    if series.len() < 2 {
        return None;
    }
    let n = series.len() as f64;
    let (mean_x, mean_y) = ((n - 1.0) / 2.0, series.iter().sum::<f64>() / n);
    let (mut products, mut squares) = (0.0, 0.0);
    for (i, y) in series.iter().enumerate() {
        let x = i as f64 - mean_x;
        products += x * (y - mean_y);
        squares += x * x;
    }
    let slope = products / squares;
    Some((slope, mean_y - slope * mean_x))
}

/// Of a sample.
pub fn variance(series: &[f64]) -> f64 {
    let mean = series.iter().sum::<f64>() / series.len() as f64;
    series.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / (series.len() as f64 - 1.0)
}

pub fn residual_variance(series: &[f64], fit: &[f64]) -> f64 {
    let squares: f64 = series.iter().zip(fit).map(|(y, f)| (y - f) * (y - f)).sum();
    squares / (series.len() as f64 - 1.0)
}

/// How much of the variance the fit explains: 1 is all of it. A constant series is explained by any constant.
pub fn rsquare(variance: f64, rvariance: f64) -> f64 {
    if variance == 0.0 { 1.0 } else { 1.0 - rvariance / variance }
}
