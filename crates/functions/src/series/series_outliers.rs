use super::number::{Number, series, write_reals};
use super::outliers::Fence;
use crate::dynamic::items::{answers, text};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const SERIES_OUTLIERS: Function = Function {
    description: &Description {
        name: "series_outliers",
        signatures: &[
            "(series: array, [kind: string|dynamic], [ignore_val: number]) -> dynamic",
            "(series: array, kind: string|dynamic, ignore_val: real, min_percentile: real, [max_percentile: real], [test_points: integer]) -> dynamic",
        ],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Scores how far each point of a series lies outside its bulk: beyond 1.5, or under -1.5, is an outlier.",
        examples: &[Example {
            expression: "series_outliers(dynamic([1, 2, 3, 4, 5, 14]), 'tukey')",
            equals: "dynamic([-0.5,-0.1,0.0,0.0,0.1,3.7])",
        }],
        page: "series-outliers-function",
        deviation: Some("Percentiles other than 10 and 90 are refused: their scale is not known."),
        ..Description::SCALAR
    },
    kernel: outliers,
};

fn outliers(call: &Call) -> Result<ArrayRef, KernelError> {
    for row in 0..call.rows {
        check(call, row)?;
    }
    answers(call, |row, out| {
        let ignored = call.args.get(2).and_then(|column| column.real(row));
        let keep = |n: Option<Number>| n.map(Number::real).filter(|x| x.is_finite() && Some(*x) != ignored);
        let points: Vec<Option<f64>> = series(call.args.first()?, row)?.into_iter().map(keep).collect();
        let tested = call.args.get(5).and_then(|column| column.longs().get(row)).unwrap_or(0);
        let learned = points.len().saturating_sub(usize::try_from(tested).unwrap_or(0));
        write_reals(out, &fence(call, row)?.scores(&points, points.get(..learned)?));
        Some(())
    })
}

fn fence(call: &Call, row: usize) -> Option<Fence> {
    match call.args.get(1) {
        Some(kind) => Fence::named(&text(kind, row)),
        None => Some(Fence::CTUKEY),
    }
}

fn check(call: &Call, row: usize) -> Result<(), KernelError> {
    let Some(fence) = fence(call, row) else {
        return Err(KernelError::new("`kind` is \"tukey\" or \"ctukey\""));
    };
    for (index, usual) in [(3, 10.0), (4, 90.0)] {
        let given = call.args.get(index).and_then(|column| column.real(row));
        if fence == Fence::CTUKEY && given.is_some_and(|percentile| percentile != usual) {
            return Err(KernelError::new("scores of percentiles other than 10 and 90 are not supported yet"));
        }
    }
    Ok(())
}
