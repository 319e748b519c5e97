use super::cycles::Scores;
use super::number::finite;
use super::refusal::try_answers;
use super::several::{Part, write_columns};
use crate::dynamic::items::MAX_ELEMENTS;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};

pub const SERIES_PERIODS_DETECT: Function = Function {
    description: &Description {
        name: "series_periods_detect",
        signatures: &["(series: array, min_period: number, max_period: number, num_periods: long) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[Output::new("periods", Type::Dynamic), Output::new("scores", Type::Dynamic)],
        summary: "After how many points a series repeats itself, and how well: two arrays of the length asked for.",
        examples: &[Example {
            expression: "series_periods_detect(dynamic([0, 2, 9, 2, 0, 2, 9, 2, 0, 2, 9, 2, 0, 2, 9, 2]), 0.0, 8.0, 2)",
            equals: "dynamic([4.0, 0.0])",
        }],
        page: "series-periods-detect-function",
        deviation: Some(
            "Which periods Kusto finds is not published: it answers where one period stands out, within the bounds and three times in the series, and is refused elsewhere.",
        ),
        ..Description::SCALAR
    },
    kernel: detect,
};

fn detect(call: &Call) -> Result<ArrayRef, KernelError> {
    try_answers(call, |row, out| {
        let real = |index: usize| call.args.get(index).and_then(|column| column.real(row));
        let count = call.args.get(3).and_then(|column| column.longs().get(row));
        let series = call.args.first().and_then(|column| finite(column, row));
        let (Some(series), Some(least), Some(most), Some(count)) = (series, real(1), real(2), count) else {
            return Ok(None);
        };
        let bad = || KernelError::new(format!("`num_periods` is 1 to {MAX_ELEMENTS}"));
        let count = usize::try_from(count).ok().filter(|n| (1..=MAX_ELEMENTS).contains(n)).ok_or_else(bad)?;
        let found = Scores::of(&series).and_then(|scores| {
            let period = scores.only_period()?;
            Some((period as f64, scores.at(period)))
        });
        let Some((period, score)) = found.filter(|(period, _)| (least..=most).contains(period)) else {
            return Err(KernelError::unbuilt(
                "no period of the series stands out within the bounds, and which ones Kusto finds then is not published: \
                 give the period to series_decompose() or series_seasonal()",
            ));
        };
        let padded = |first: f64| {
            let mut all = vec![0.0; count];
            all.iter_mut().take(1).for_each(|x| *x = first);
            all
        };
        write_columns(out, &[Part::Series(&padded(period)), Part::Series(&padded(score))]);
        Ok(Some(()))
    })
}
