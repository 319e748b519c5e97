use super::beta;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const WELCH_TEST: Function = Function {
    description: &Description {
        name: "welch_test",
        signatures: &[
            "(mean1: number, variance1: number, count1: number, mean2: number, variance2: number, count2: number) -> real",
        ],
        summary: "How probable it is that two samples differ so much by chance (Welch's t-test, both sides).",
        examples: &[Example { expression: "welch_test(5, 2, 10, 5, 3, 12)", equals: "1.0" }],
        page: "welch-test-function",
        ..Description::SCALAR
    },
    kernel: welch_test,
};

fn welch_test(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| {
        let number = |index: usize| call.args.get(index)?.real(row);
        let (first, second) = ([number(0)?, number(1)?, number(2)?], [number(3)?, number(4)?, number(5)?]);
        Some(of(first, second))
    }))
}

/// Of the mean, the variance and the number of values of each sample.
fn of([mean1, variance1, count1]: [f64; 3], [mean2, variance2, count2]: [f64; 3]) -> f64 {
    let (error1, error2) = (variance1 / count1, variance2 / count2);
    let t = (mean1 - mean2) * (mean1 - mean2) / (error1 + error2);
    let freedom =
        (error1 + error2) * (error1 + error2) / (error1 * error1 / (count1 - 1.0) + error2 * error2 / (count2 - 1.0));
    // Both tails of Student's distribution are an incomplete beta function.
    if t.is_finite() && freedom.is_finite() && freedom > 0.0 {
        beta::cumulative(freedom / (freedom + t), freedom / 2.0, 0.5)
    } else {
        f64::NAN
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn known_values() {
        let p = of([20.819999999999997, 7.8674285714, 15.0], [22.986666666666668, 3.8126666667, 15.0]);
        assert!((p - 0.02137800146286441).abs() < 1e-11, "{p}");
        // With equal variances and counts of 2 there are two degrees of freedom: p is 1 - t / sqrt(2 + t²).
        let p = of([0.0, 1.0, 2.0], [2.0, 1.0, 2.0]);
        assert!((p - (1.0 - 2.0 / 6f64.sqrt())).abs() < 1e-14, "{p}");
        assert!(of([1.0, 0.0, 2.0], [1.0, 0.0, 2.0]).is_nan());
    }
}
