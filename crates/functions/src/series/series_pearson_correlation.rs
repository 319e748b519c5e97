use super::number::finite;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_PEARSON_CORRELATION: Function = Function {
    description: &Description {
        name: "series_pearson_correlation",
        signatures: &["(series1: array, series2: array) -> real"],
        nulls: Nulls::Kernel,
        summary: "How far two series rise and fall together, from -1 to 1; null if an element is no number or has no partner.",
        examples: &[Example {
            expression: "series_pearson_correlation(dynamic([1, 2, 3]), dynamic([2, 4, 6]))",
            equals: "1.0",
        }],
        page: "series-pearson-correlation-function",
        ..Description::SCALAR
    },
    kernel: correlation,
};

fn correlation(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| of(&finite(call.args.first()?, row)?, &finite(call.args.get(1)?, row)?)))
}

fn of(left: &[f64], right: &[f64]) -> Option<f64> {
    if left.len() != right.len() || left.is_empty() {
        return None;
    }
    let n = left.len() as f64;
    let (mean_l, mean_r) = (left.iter().sum::<f64>() / n, right.iter().sum::<f64>() / n);
    let (mut products, mut squares_l, mut squares_r) = (0.0, 0.0, 0.0);
    for (l, r) in left.iter().zip(right) {
        let (l, r) = (l - mean_l, r - mean_r);
        products += l * r;
        squares_l += l * l;
        squares_r += r * r;
    }
    Some(products / (squares_l * squares_r).sqrt())
}
