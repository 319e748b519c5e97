use super::decomposition::{detected, learned, seasonal, whole};
use super::number::{finite, write_reals};
use super::refusal::try_answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_SEASONAL: Function = Function {
    description: &Description {
        name: "series_seasonal",
        signatures: &["(series: array, [period: integer], [test_points: integer]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "What repeats in a series: for each place of the period the median of the points there.",
        examples: &[Example {
            expression: "series_seasonal(dynamic([1, 3, 5, 1, 3, 5, 2, 4, 6]), 3)",
            equals: "dynamic([1.0,3.0,5.0,1.0,3.0,5.0,1.0,3.0,5.0])",
        }],
        page: "series-seasonal-function",
        deviation: Some("Where it is not clear whether a series repeats itself, the period must be given."),
        ..Description::SCALAR
    },
    kernel: repeating,
};

/// The score that a period must reach to be found.
const THRESHOLD: f64 = 0.7;

fn repeating(call: &Call) -> Result<ArrayRef, KernelError> {
    try_answers(call, |row, out| {
        let Some(series) = call.args.first().and_then(|column| finite(column, row)) else { return Ok(None) };
        let training = series.get(..learned(call, 2, row, series.len())?).unwrap_or_default();
        let period = match whole(call, 1, row).unwrap_or(-1) {
            -1 => detected(training, THRESHOLD)?,
            period => usize::try_from(period).unwrap_or(0),
        };
        // No period, or one that makes no sense: nothing repeats.
        let seasonal = seasonal(training, period, series.len()).unwrap_or_else(|| vec![0.0; series.len()]);
        write_reals(out, &seasonal);
        Ok(Some(()))
    })
}
