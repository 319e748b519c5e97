//! Whether a series repeats itself, and after how many points.
//!
//! Kusto scores periods by a measure that is not published. What can be said without it: a score lies between the
//! autocorrelation that counts the points without partner as nothing, and the one that leaves them out. Where both say
//! the same, the answer is theirs; where they do not, there is no answer, and the author must give the period.

use super::line::coefficients;
use rustfft::FftPlanner;
use rustfft::num_complex::Complex;

/// No shorter period is looked for.
const MIN_PERIOD: usize = 4;

#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Period(usize),
    /// The series does not repeat itself.
    Nothing,
    Unclear,
}

/// The period of a series whose score reaches the threshold.
pub fn detect(series: &[f64], threshold: f64) -> Found {
    let longest = series.len() / 2;
    if longest < MIN_PERIOD {
        return Found::Nothing;
    }
    let (plain, level) = (correlations(&centered(series)), correlations(&detrended(series)));
    let peaks = |of: &[Bounds]| -> Vec<usize> { (2..=longest).filter(|lag| is_peak(of, *lag)).collect() };
    let mut lags: Vec<usize> = peaks(&plain).into_iter().chain(peaks(&level)).collect();
    lags.sort_unstable();
    lags.dedup();
    let bounds = |lag: usize| {
        let of = |of: &[Bounds]| of.get(lag).copied().unwrap_or_default();
        let (a, b) = (of(&plain), of(&level));
        Bounds { low: a.low.max(b.low), high: a.high.max(b.high) }
    };
    // Half of a series, repeated once, is not enough to be found at 0.7, however well it repeats.
    let too_long = |lag: usize| lag * 2 == series.len() && threshold >= 0.7;
    lags.retain(|lag| bounds(*lag).high >= threshold && !too_long(*lag));
    if lags.iter().all(|lag| *lag < MIN_PERIOD) {
        return Found::Nothing;
    }
    let Some(best) = lags.iter().copied().max_by(|a, b| bounds(*a).low.total_cmp(&bounds(*b).low)) else {
        return Found::Nothing;
    };
    let near_multiple = |lag: usize| {
        let off = lag % best;
        lag + best / 4 >= best && off.min(best - off) <= best / 4
    };
    let reaches = bounds(best).low >= threshold || repeats(series, best) >= threshold;
    let sure = best >= MIN_PERIOD && reaches && lags.iter().all(|lag| near_multiple(*lag));
    if sure { Found::Period(best) } else { Found::Unclear }
}

/// The share of points that are the same as the one a lag before: a series that repeats itself to the letter is found
/// even where it is short.
fn repeats(series: &[f64], lag: usize) -> f64 {
    let pairs = series.iter().zip(series.iter().skip(lag));
    let same = pairs.clone().filter(|(a, b)| a == b).count();
    same as f64 / pairs.count().max(1) as f64
}

/// Between what the score of a lag lies.
#[derive(Debug, Clone, Copy, Default)]
struct Bounds {
    low: f64,
    high: f64,
}

fn is_peak(of: &[Bounds], lag: usize) -> bool {
    let high = |lag: usize| of.get(lag).map(|b| b.high);
    match (lag.checked_sub(1).and_then(high), high(lag), high(lag + 1)) {
        (Some(before), Some(here), Some(behind)) => here > before && here >= behind,
        (Some(before), Some(here), None) => here > before,
        _ => false,
    }
}

fn centered(series: &[f64]) -> Vec<f64> {
    let mean = series.iter().sum::<f64>() / series.len() as f64;
    series.iter().map(|y| y - mean).collect()
}

fn detrended(series: &[f64]) -> Vec<f64> {
    let Some((slope, start)) = coefficients(series) else { return centered(series) };
    let rest: Vec<f64> = series.iter().enumerate().map(|(i, y)| y - start - slope * i as f64).collect();
    // What is left of a straight line is noise of the computation, which must not be taken for a pattern.
    let squares = |of: &[f64]| of.iter().map(|x| x * x).sum::<f64>();
    if squares(&rest) <= 1e-20 * squares(series) { vec![0.0; rest.len()] } else { rest }
}

/// The autocorrelations at every lag, by way of two Fourier transforms of the series and as many zeros.
fn correlations(series: &[f64]) -> Vec<Bounds> {
    let size = (2 * series.len()).next_power_of_two();
    let mut points: Vec<Complex<f64>> = series.iter().map(|x| Complex::new(*x, 0.0)).collect();
    points.resize(size, Complex::new(0.0, 0.0));
    let mut planner = FftPlanner::new();
    planner.plan_fft_forward(size).process(&mut points);
    points.iter_mut().for_each(|p| *p = Complex::new(p.norm_sqr(), 0.0));
    planner.plan_fft_inverse(size).process(&mut points);
    let whole = points.first().map_or(0.0, |p| p.re);
    if whole <= 0.0 {
        return Vec::new();
    }
    let n = series.len() as f64;
    let bounds = |(lag, p): (usize, &Complex<f64>)| {
        let low = p.re / whole;
        Bounds { low, high: low * n / (n - lag as f64) }
    };
    points.iter().take(series.len()).enumerate().map(bounds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(pattern: &[f64], times: usize) -> Vec<f64> {
        pattern.iter().copied().cycle().take(pattern.len() * times).collect()
    }

    #[test]
    fn clear_periods() {
        let weekly = [3.0, 5.0, 9.0, 8.0, 4.0, 1.0, 0.0];
        assert_eq!(detect(&repeated(&weekly, 8), 0.7), Found::Period(7));
        let rising: Vec<f64> = repeated(&weekly, 8).iter().zip(0..).map(|(x, i)| x + f64::from(i)).collect();
        assert_eq!(detect(&rising, 0.6), Found::Period(7));
    }

    #[test]
    fn nothing_to_find() {
        assert_eq!(detect(&[5.0; 40], 0.6), Found::Nothing);
        assert_eq!(detect(&(0..40).map(f64::from).collect::<Vec<_>>(), 0.6), Found::Nothing);
        assert_eq!(detect(&[1.0, 2.0, 3.0], 0.6), Found::Nothing);
        assert_eq!(detect(&repeated(&[1.0, 3.0, 5.0, 2.0, 4.0, 6.0], 2), 0.7), Found::Nothing);
    }

    #[test]
    fn what_is_not_clear_is_not_told() {
        assert_eq!(detect(&repeated(&[1.0, 9.0], 20), 0.6), Found::Unclear);
        assert_eq!(detect(&repeated(&[1.0, 3.0, 5.0, 2.0, 4.0, 7.0], 2), 0.6), Found::Unclear);
    }
}
