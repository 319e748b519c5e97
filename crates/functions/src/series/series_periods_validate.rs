use super::cycles::{MIN_PERIOD, Scores};
use super::number::finite;
use super::refusal::try_answers;
use super::several::{Part, write_columns};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};

/// The most periods of one call.
const MAX_PERIODS: usize = 16;

pub const SERIES_PERIODS_VALIDATE: Function = Function {
    description: &Description {
        name: "series_periods_validate",
        signatures: &["(series: array, period: number...) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[Output::new("periods", Type::Dynamic), Output::new("scores", Type::Dynamic)],
        summary: "How well a series repeats itself after the numbers of points given: the numbers, and a score for each.",
        examples: &[Example {
            expression: "series_periods_validate(dynamic([0, 2, 9, 2, 0, 2, 9, 2, 0, 2, 9, 2, 0, 2, 9, 2]), 4, 2)",
            equals: "dynamic([4.0, 2.0])",
        }],
        page: "series-periods-validate-function",
        deviation: Some(
            "Which periods Kusto takes for none is not published: it answers where a period stands out, plainly does not, or is out of bounds, and is refused elsewhere.",
        ),
        ..Description::SCALAR
    },
    kernel: validate,
};

fn validate(call: &Call) -> Result<ArrayRef, KernelError> {
    let (series, periods) = call.args.split_first().ok_or_else(|| KernelError::new("a series is wanted"))?;
    if periods.is_empty() || periods.len() > MAX_PERIODS {
        return Err(KernelError::new(format!("series_periods_validate() takes 1 to {MAX_PERIODS} periods")));
    }
    try_answers(call, |row, out| {
        let periods: Option<Vec<f64>> = periods.iter().map(|column| column.real(row)).collect();
        let (Some(series), Some(periods)) = (finite(series, row), periods) else { return Ok(None) };
        let found = Scores::of(&series);
        let mut scores = Vec::with_capacity(periods.len());
        for period in &periods {
            let outside = *period < MIN_PERIOD as f64 || *period > (series.len() / 2) as f64;
            let score = match &found {
                _ if outside => Some(0.0),
                Some(scores) if period.fract() == 0.0 => scores.of_period(*period as usize),
                _ => None,
            };
            scores.push(score.ok_or_else(|| {
                KernelError::unbuilt(format!(
                    "whether the series repeats itself after {period} points is not clear, and how Kusto decides then is not \
                     published: give the period to series_decompose() or series_seasonal()"
                ))
            })?);
        }
        write_columns(out, &[Part::Series(&periods), Part::Series(&scores)]);
        Ok(Some(()))
    })
}
