//! How well a series repeats itself after a number of points, and which of its periods are beyond doubt.
//!
//! The score is the autocorrelation of the series taken as a circle, from 0 at its lowest to 1 at lag 0: so Kusto's own
//! answers come out to the last digit. Which lags Kusto takes for periods it has not published; where one stands out
//! there is no doubt, and where none does the query is refused.

use rustfft::FftPlanner;
use rustfft::num_complex::Complex;

/// No shorter period is looked for, and none longer than half of the series.
pub const MIN_PERIOD: usize = 4;

/// From here on a lag that stands out is a period.
const SURE: f64 = 0.6;

/// Up to here a lag that does not stand out is none: the highest score that Kusto is known to have passed over.
const TOO_LOW: f64 = 0.4;

/// The scores of a series at all lags.
pub struct Scores(Vec<f64>);

impl Scores {
    /// Nothing for a series that never changes.
    pub fn of(series: &[f64]) -> Option<Scores> {
        let mean = series.iter().sum::<f64>() / series.len() as f64;
        let mut points: Vec<Complex<f64>> = series.iter().map(|x| Complex::new(x - mean, 0.0)).collect();
        let mut planner = FftPlanner::new();
        planner.plan_fft_forward(points.len()).process(&mut points);
        points.iter_mut().for_each(|p| *p = Complex::new(p.norm_sqr(), 0.0));
        planner.plan_fft_inverse(points.len()).process(&mut points);
        let whole = points.first()?.re;
        let lowest = points.iter().map(|p| p.re).fold(f64::INFINITY, f64::min);
        let squares: f64 = series.iter().map(|x| x * x).sum();
        // What the computation leaves of a series without change is noise.
        let changes = whole / points.len() as f64 > 1e-20 * squares && whole.is_finite() && whole > lowest;
        changes.then(|| Scores(points.iter().map(|p| (p.re - lowest) / (whole - lowest)).collect()))
    }

    pub fn at(&self, lag: usize) -> f64 {
        self.0.get(lag).copied().unwrap_or(0.0)
    }

    /// The longest period that can be found.
    pub fn longest(&self) -> usize {
        self.0.len() / 2
    }

    /// The only period of the series; nothing where that is not clear.
    pub fn only_period(&self) -> Option<usize> {
        let peaks: Vec<usize> = (MIN_PERIOD..=self.longest()).filter(|lag| self.is_peak(*lag)).collect();
        let highest = peaks.iter().map(|lag| self.at(*lag)).fold(0.0, f64::max);
        // Multiples of a period may repeat as well as it does, up to the noise of the computation.
        let best = *peaks.iter().find(|lag| self.at(**lag) > highest - 1e-9)?;
        let near_multiple = |lag: usize| {
            let off = lag % best;
            lag + best / 4 >= best && off.min(best - off) <= best / 4
        };
        let alone = peaks.iter().all(|lag| self.at(*lag) < SURE || near_multiple(*lag));
        (alone && self.stands_out(best)).then_some(best)
    }

    /// The score of a lag, 0 where it is no period; nothing where that is not clear.
    pub fn of_period(&self, lag: usize) -> Option<f64> {
        if lag < MIN_PERIOD || lag > self.longest() {
            return Some(0.0);
        }
        if self.stands_out(lag) {
            return Some(self.at(lag));
        }
        let beside = [lag - 2, lag - 1, lag + 1, lag + 2];
        let is_slope = beside.iter().any(|other| self.at(*other) > self.at(lag));
        (self.at(lag) < TOO_LOW && is_slope).then_some(0.0)
    }

    /// It is seen three times, high, and nothing near it is higher.
    fn stands_out(&self, lag: usize) -> bool {
        let near = lag.saturating_sub(lag / 4)..=lag + lag / 4;
        lag * 3 <= self.0.len()
            && self.at(lag) >= SURE
            && near.into_iter().all(|other| other == lag || self.at(other) < self.at(lag))
    }

    fn is_peak(&self, lag: usize) -> bool {
        self.at(lag) > self.at(lag - 1) && self.at(lag) >= self.at(lag + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(pattern: &[f64], times: usize) -> Vec<f64> {
        pattern.iter().copied().cycle().take(pattern.len() * times).collect()
    }

    const WEEK: [f64; 7] = [3.0, 5.0, 9.0, 8.0, 4.0, 1.0, 0.0];

    #[test]
    fn what_repeats_to_the_letter_scores_one() {
        let scores = Scores::of(&repeated(&WEEK, 8)).unwrap();
        assert_eq!(scores.only_period(), Some(7));
        assert!((scores.of_period(7).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn periods_out_of_bounds_and_slopes_score_nothing() {
        let scores = Scores::of(&repeated(&WEEK, 8)).unwrap();
        assert_eq!((scores.of_period(0), scores.of_period(3), scores.of_period(29)), (Some(0.0), Some(0.0), Some(0.0)));
        assert_eq!(scores.of_period(10), Some(0.0));
    }

    #[test]
    fn what_is_not_clear_is_not_told() {
        // Seen twice only, and one period within another.
        assert_eq!(Scores::of(&repeated(&[1.0, 3.0, 5.0, 2.0, 4.0, 6.0], 2)).unwrap().only_period(), None);
        let nested: Vec<f64> = repeated(&WEEK, 12).iter().zip(0..).map(|(x, i)| x + f64::from(i / 7 % 3)).collect();
        assert_eq!(Scores::of(&nested).unwrap().only_period(), None);
    }

    #[test]
    fn a_series_without_change_has_no_scores() {
        assert!(Scores::of(&[0.1; 40]).is_none() && Scores::of(&[]).is_none() && Scores::of(&[7.0]).is_none());
    }
}
