use super::decomposition::{Arguments, Trend};
use super::outliers::Fence;
use super::refusal::try_answers;
use super::several::{Part, write_columns};
use crate::dynamic::items::text;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};

pub const SERIES_DECOMPOSE_ANOMALIES: Function = Function {
    description: &Description {
        name: "series_decompose_anomalies",
        signatures: &[
            "(series: array, [threshold: number], [period: integer], [trend: string|dynamic], [test_points: integer], [method: string|dynamic], [seasonality_threshold: number]) -> dynamic",
        ],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[
            Output::new("ad_flag", Type::Dynamic),
            Output::new("ad_score", Type::Dynamic),
            Output::new("baseline", Type::Dynamic),
        ],
        summary: "Which points of a series stand out from what repeats in it and its trend: flags, scores, baseline.",
        examples: &[Example {
            expression: "series_decompose_anomalies(dynamic([5, 4, 5, 6, 5, 4, 6, 5, 99, 5]), 1.5, 0)",
            equals: "dynamic([0,0,0,0,0,0,0,0,1,0])",
        }],
        page: "series-decompose-anomalies-function",
        deviation: Some("Where it is not clear whether a series repeats itself, the period must be given."),
        ..Description::SCALAR
    },
    kernel: anomalies,
};

const ARGUMENTS: Arguments =
    Arguments { period: 2, trend: 3, test_points: 4, seasonality_threshold: 6, default_trend: Trend::Average };

fn anomalies(call: &Call) -> Result<ArrayRef, KernelError> {
    try_answers(call, |row, out| {
        let threshold = call.args.get(1).and_then(|column| column.real(row)).unwrap_or(1.5);
        let fence = match call.args.get(5).map(|column| text(column, row)) {
            None => Fence::CTUKEY,
            Some(name) => Fence::named(&name).ok_or_else(|| KernelError::new("`method` is \"ctukey\" or \"tukey\""))?,
        };
        let Some(d) = ARGUMENTS.decompose(call, row)? else { return Ok(None) };
        let residual: Vec<Option<f64>> = d.residual.iter().copied().map(Some).collect();
        let scores = fence.scores(&residual, residual.get(..d.learned).unwrap_or_default());
        let flag = |score: &f64| i64::from(*score > threshold) - i64::from(*score < -threshold);
        let flags: Vec<i64> = scores.iter().map(flag).collect();
        write_columns(out, &[Part::Flags(&flags), Part::Series(&scores), Part::Series(&d.baseline)]);
        Ok(Some(()))
    })
}
