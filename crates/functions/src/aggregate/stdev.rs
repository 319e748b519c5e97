use super::predicate::only_where;
use crate::{Accumulator, Aggregate, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};

// None of these may fall to DataFusion's: it is null where these are 0, and does not round the variance.
macro_rules! spread {
    ($constant:ident, $name:literal, $signature:literal, $page:literal, $summary:literal, $predicate:literal, $answer:expr) => {
        pub const $constant: Aggregate = Aggregate {
            description: &Description {
                name: $name,
                signatures: &[$signature],
                naming: Naming::Prefix($name),
                summary: $summary,
                page: $page,
                ..Description::AGGREGATE
            },
            ordered: |_| true,
            start: |_| {
                let spread = Box::new(Spread { answer: $answer, moments: Moments::default() });
                Ok(if $predicate { only_where(1, spread) } else { spread })
            },
        };
    };
}

spread!(
    STDEV,
    "stdev",
    "(expr: summable) -> real",
    "stdev-aggregation-function",
    "The standard deviation of a sample; 0 of fewer than two values.",
    false,
    Answer { root: true, sample: true }
);
spread!(
    STDEVIF,
    "stdevif",
    "(expr: summable, predicate: bool) -> real",
    "stdevif-aggregation-function",
    "The standard deviation of a sample: the rows for which the predicate is true.",
    true,
    Answer { root: true, sample: true }
);
spread!(
    STDEVP,
    "stdevp",
    "(expr: summable) -> real",
    "stdevp-aggregation-function",
    "The standard deviation of a whole population.",
    false,
    Answer { root: true, sample: false }
);
spread!(
    VARIANCE,
    "variance",
    "(expr: summable) -> real",
    "variance-aggregation-function",
    "The variance of a sample, rounded to ten decimals; 0 of fewer than two values.",
    false,
    Answer { root: false, sample: true }
);
spread!(
    VARIANCEIF,
    "varianceif",
    "(expr: summable, predicate: bool) -> real",
    "varianceif-aggregation-function",
    "The variance of a sample: the rows for which the predicate is true; rounded to ten decimals.",
    true,
    Answer { root: false, sample: true }
);
spread!(
    VARIANCEP,
    "variancep",
    "(expr: summable) -> real",
    "variancep-aggregation-function",
    "The variance of a whole population, rounded to ten decimals.",
    false,
    Answer { root: false, sample: false }
);
spread!(
    VARIANCEPIF,
    "variancepif",
    "(expr: summable, predicate: bool) -> real",
    "variancepif-aggregation-function",
    "The variance of a whole population: the rows for which the predicate is true; rounded to ten decimals.",
    true,
    Answer { root: false, sample: false }
);

/// Which of the four measures is asked for.
#[derive(Debug)]
struct Answer {
    root: bool,
    sample: bool,
}

/// The mean of pairs, and the sum of the products of their distances from it, one pair at a time (Welford's way).
/// With twice the same value in a pair, that sum is the one of squares.
#[derive(Debug, Default)]
pub struct Moments {
    count: i64,
    mean_x: f64,
    mean_y: f64,
    products: f64,
}

impl Moments {
    pub fn add(&mut self, x: f64, y: f64) {
        self.count += 1;
        let n = self.count as f64;
        let from_old_mean = x - self.mean_x;
        self.mean_x += from_old_mean / n;
        self.mean_y += (y - self.mean_y) / n;
        self.products += from_old_mean * (y - self.mean_y);
    }

    /// The (co)variance of a sample or of a whole population, not rounded.
    pub fn spread(&self, sample: bool) -> f64 {
        match self.count {
            0 | 1 => 0.0,
            n if sample => self.products / (n - 1) as f64,
            n => self.products / n as f64,
        }
    }

    pub fn state(&self) -> Vec<Value> {
        let reals = [self.mean_x, self.mean_y, self.products].map(Value::Real);
        [Value::Long(self.count)].into_iter().chain(reals).collect()
    }

    pub fn merge(&mut self, state: &[Value]) {
        let [Value::Long(count), Value::Real(mean_x), Value::Real(mean_y), Value::Real(products)] = state else {
            return;
        };
        if *count == 0 {
            return;
        }
        if self.count == 0 {
            *self = Moments { count: *count, mean_x: *mean_x, mean_y: *mean_y, products: *products };
            return;
        }
        let (a, b) = (self.count as f64, *count as f64);
        let (dx, dy) = (mean_x - self.mean_x, mean_y - self.mean_y);
        self.count += count;
        self.mean_x += dx * b / (a + b);
        self.mean_y += dy * b / (a + b);
        self.products += products + dx * dy * a * b / (a + b);
    }
}

/// Rounds to ten decimals, as the service does with variances. Beyond 10^16 a real has none to round.
pub fn ten_decimals(x: f64) -> f64 {
    if x.abs() < 1e16 { (x * 1e10).round() / 1e10 } else { x }
}

#[derive(Debug)]
struct Spread {
    answer: Answer,
    moments: Moments,
}

impl Accumulator for Spread {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        rows.filter_map(|row| column.real(row)).for_each(|x| self.moments.add(x, x));
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(self.moments.state())
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        self.moments.merge(state);
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        let variance = self.moments.spread(self.answer.sample);
        Ok(Value::Real(if self.answer.root { variance.sqrt() } else { ten_decimals(variance) }))
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, longs, of, reals, truths};
    use lurcher_types::{Type, Value};

    #[test]
    fn samples_and_populations() {
        let numbers = [longs([Some(1), Some(2), None, Some(3), Some(4), Some(5)])];
        assert_eq!(of("stdev", &numbers), Value::Real(1.5811388300841898));
        assert_eq!(of("stdevp", &numbers), Value::Real(std::f64::consts::SQRT_2));
        assert_eq!(of("variance", &numbers), Value::Real(2.5));
        assert_eq!(of("variancep", &numbers), Value::Real(2.0));
    }

    #[test]
    fn variances_have_ten_decimals() {
        assert_eq!(of("variance", &[reals([Some(1.0), Some(2.0), Some(2.0)])]), Value::Real(0.3333333333));
    }

    #[test]
    fn fewer_than_two_values_do_not_spread() {
        assert_eq!(of("stdev", &[longs([Some(4)])]), Value::Real(0.0));
        assert_eq!(of("variance", &[longs([None])]), Value::Real(0.0));
        let half = truths([Some(true), None]);
        assert_eq!(of("varianceif", &[longs([Some(4), Some(9)]), half.clone()]), Value::Real(0.0));
        assert_eq!(of("stdevif", &[longs([Some(4), Some(9)]), half]), Value::Real(0.0));
    }

    #[test]
    fn a_predicate_chooses_rows() {
        let numbers = column(Type::Long, (1..=100).map(Value::Long));
        let even = column(Type::Bool, (1..=100).map(|n| Value::Bool(n % 2 == 0)));
        assert_eq!(of("variancepif", &[numbers, even]), Value::Real(833.0));
    }
}
