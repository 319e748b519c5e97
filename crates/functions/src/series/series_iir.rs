use super::filter;
use super::number::{finite, write_reals};
use super::refusal::try_answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const SERIES_IIR: Function = Function {
    description: &Description {
        name: "series_iir",
        signatures: &["(series: array, numerators: array, denominators: array) -> dynamic"],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Filters a series with an infinite impulse response, such as a running sum.",
        examples: &[
            Example {
                expression: "series_iir(dynamic([1, 2, 3]), dynamic([1]), dynamic([1, -1]))",
                equals: "dynamic([1.0,3.0,6.0])",
            },
            Example {
                expression: "series_iir(dynamic([4, 4, 4]), dynamic([0.5, 0.5]), dynamic([2]))",
                equals: "dynamic([1.0,2.0,2.0])",
            },
        ],
        page: "series-iir-function",
        ..Description::SCALAR
    },
    kernel: iir,
};

fn iir(call: &Call) -> Result<ArrayRef, KernelError> {
    let [series, numerators, denominators] = call.args else {
        return Err(KernelError::new("three arrays are wanted"));
    };
    try_answers(call, |row, out| {
        let arrays = (finite(series, row), finite(numerators, row), finite(denominators, row));
        let (Some(series), Some(b), Some(a)) = arrays else { return Ok(None) };
        filter::check(series.len(), a.len().saturating_add(b.len()))?;
        Ok(filtered(&series, &b, &a).map(|filtered| write_reals(out, &filtered)))
    })
}

/// Nothing if the first denominator is 0.
fn filtered(series: &[f64], b: &[f64], a: &[f64]) -> Option<Vec<f64>> {
    let first = a.first().copied().filter(|first| *first != 0.0)?;
    let mut filtered: Vec<f64> = Vec::with_capacity(series.len());
    for i in 0..series.len() {
        let before = |terms: &[f64], values: &[f64], skip: usize| -> f64 {
            let terms = terms.iter().enumerate().take(i + 1).skip(skip);
            terms.filter_map(|(j, term)| Some(term * values.get(i.checked_sub(j)?)?)).sum()
        };
        filtered.push((before(b, series, 0) - before(a, &filtered, 1)) / first);
    }
    Some(filtered)
}
