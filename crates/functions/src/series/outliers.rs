//! How far the points of a series lie outside its bulk, after Tukey: beyond 1.5 (or under -1.5) is an outlier.

/// Where the bulk ends, and how its width is counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fence {
    low: f64,
    high: f64,
    /// Scores per width of the bulk.
    scale: f64,
}

impl Fence {
    /// Tukey's own: the quartiles.
    pub const TUKEY: Fence = Fence { low: 25.0, high: 75.0, scale: 1.0 };

    /// The 10th and the 90th percentile. The scale is the one that Kusto's answers show, which no page tells.
    pub const CTUKEY: Fence = Fence { low: 10.0, high: 90.0, scale: 2.772605605507915 };

    /// The fence of this name; other names there are none.
    pub fn named(name: &str) -> Option<Fence> {
        match name {
            "tukey" => Some(Fence::TUKEY),
            "ctukey" => Some(Fence::CTUKEY),
            _ => None,
        }
    }

    /// Scores every point by the bulk of `learned`; what is missing scores 0.
    pub fn scores(self, series: &[Option<f64>], learned: &[Option<f64>]) -> Vec<f64> {
        let mut sorted: Vec<f64> = learned.iter().flatten().copied().collect();
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (percentile(&sorted, self.low), percentile(&sorted, self.high));
        let (Some(low), Some(high)) = (low, high) else { return vec![0.0; series.len()] };
        let score = |x: f64| match x {
            x if x > high => self.scale * (x - high) / (high - low),
            x if x < low => self.scale * (x - low) / (high - low),
            _ => 0.0,
        };
        series.iter().map(|x| x.map_or(0.0, score)).collect()
    }
}

/// Between the two nearest values, in proportion.
fn percentile(sorted: &[f64], percent: f64) -> Option<f64> {
    let place = percent / 100.0 * (sorted.len().checked_sub(1)?) as f64;
    let below = sorted.get(place.floor() as usize)?;
    let above = sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores() {
        let series: Vec<Option<f64>> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 30].map(|n| Some(f64::from(n))).to_vec();
        let scores = Fence::CTUKEY.scores(&series, &series);
        assert_eq!(scores.iter().filter(|s| **s != 0.0).count(), 2);
        assert!((scores[10] - 2.772605605507915 * 21.0 / 8.0).abs() < 1e-12);
        assert_eq!(Fence::TUKEY.scores(&[None, Some(1.0)], &[None]), [0.0, 0.0]);
    }
}
