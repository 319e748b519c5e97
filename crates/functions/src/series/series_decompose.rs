use super::decomposition::{Arguments, OUTPUTS, Trend};
use super::refusal::try_answers;
use super::several::{Part, write_columns};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const SERIES_DECOMPOSE: Function = Function {
    description: &Description {
        name: "series_decompose",
        signatures: &[
            "(series: array, [period: integer], [trend: string|dynamic], [test_points: integer], [seasonality_threshold: number]) -> dynamic",
        ],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: OUTPUTS,
        summary: "A series as the sum of what repeats, a trend and the rest: baseline, seasonal, trend, residual.",
        examples: &[Example {
            expression: "series_decompose(dynamic([1, 3, 5, 1, 3, 5]), 3, 'avg')",
            equals: "dynamic([1.0,3.0,5.0,1.0,3.0,5.0])",
        }],
        page: "series-decompose-function",
        deviation: Some("Where it is not clear whether a series repeats itself, the period must be given."),
        ..Description::SCALAR
    },
    kernel: |call| {
        parts(
            call,
            &Arguments { period: 1, trend: 2, test_points: 3, seasonality_threshold: 4, default_trend: Trend::Average },
        )
    },
};

pub const SERIES_DECOMPOSE_FORECAST: Function = Function {
    description: &Description {
        name: "series_decompose_forecast",
        signatures: &[
            "(series: array, test_points: integer, [period: integer], [trend: string|dynamic], [seasonality_threshold: number]) -> dynamic",
        ],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: OUTPUTS,
        summary: "What a series would be, by what repeats in it and its trend, learned without its last points.",
        examples: &[Example {
            expression: "series_decompose_forecast(dynamic([1, 2, 3, 4, 0, 0]), 2, 0)",
            equals: "dynamic([1.0,2.0,3.0,4.0,5.0,6.0])",
        }],
        page: "series-decompose-forecast-function",
        deviation: Some(
            "Where it is not clear whether a series repeats itself, the period must be given. The trend is linefit if none is given, as in Kusto's own answers.",
        ),
        ..Description::SCALAR
    },
    kernel: |call| {
        parts(
            call,
            &Arguments { test_points: 1, period: 2, trend: 3, seasonality_threshold: 4, default_trend: Trend::Line },
        )
    },
};

fn parts(call: &Call, arguments: &Arguments) -> Result<ArrayRef, KernelError> {
    try_answers(call, |row, out| {
        let Some(d) = arguments.decompose(call, row)? else { return Ok(None) };
        let parts = [&d.baseline, &d.seasonal, &d.trend, &d.residual].map(|series| Part::Series(series));
        write_columns(out, &parts);
        Ok(Some(()))
    })
}
