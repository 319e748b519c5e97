use super::filter;
use super::number::{finite, write_reals};
use super::refusal::try_answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const SERIES_FIR: Function = Function {
    description: &Description {
        name: "series_fir",
        signatures: &["(series: array, filter: array, [normalize: bool], [center: bool]) -> dynamic"],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Filters a series with a finite impulse response: weighted sums of each point and those before it.",
        examples: &[
            Example {
                expression: "series_fir(dynamic([0, 0, 4, 4, 8]), dynamic([1, 1]))",
                equals: "dynamic([0.0,0.0,2.0,4.0,6.0])",
            },
            Example {
                expression: "series_fir(dynamic([0, 3, 0, 0]), dynamic([1, 1, 1]), true, true)",
                equals: "dynamic([1.0,1.0,1.0,0.0])",
            },
            Example {
                expression: "series_fir(dynamic([0, 2, 5, 5]), dynamic([1, -1]), false, false)",
                equals: "dynamic([0.0,2.0,3.0,0.0])",
            },
        ],
        page: "series-fir-function",
        ..Description::SCALAR
    },
    kernel: fir,
};

fn fir(call: &Call) -> Result<ArrayRef, KernelError> {
    let [series, filter, ..] = call.args else { return Err(KernelError::new("two arrays are wanted")) };
    let flag = |index: usize, row| match call.args.get(index).map(|column| column.value(row)) {
        Some(Value::Bool(flag)) => Some(flag),
        _ => None,
    };
    try_answers(call, |row, out| {
        let (Some(series), Some(filter)) = (finite(series, row), finite(filter, row)) else { return Ok(None) };
        filter::check(series.len(), filter.len())?;
        let has_negative = filter.iter().any(|c| *c < 0.0);
        let size = match flag(2, row).unwrap_or(!has_negative) {
            // A filter with negative coefficients cannot be normalized.
            true if has_negative => return Ok(None),
            true => filter.iter().sum(),
            false => 1.0,
        };
        let ahead = if flag(3, row).unwrap_or(false) { filter.len().saturating_sub(1) / 2 } else { 0 };
        write_reals(out, &filtered(&series, &filter, size, ahead));
        Ok(Some(()))
    })
}

/// Each point is the sum of the coefficients times the points from `ahead` of it backwards; outside the series is 0.
fn filtered(series: &[f64], filter: &[f64], size: f64, ahead: usize) -> Vec<f64> {
    let point = |i: usize| {
        let terms = filter.iter().enumerate();
        let sum: f64 = terms.filter_map(|(j, c)| Some(c * series.get((i + ahead).checked_sub(j)?)?)).sum();
        sum / size
    };
    (0..series.len()).map(point).collect()
}
