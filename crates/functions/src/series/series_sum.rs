use super::number::{Number, series};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_SUM: Function = Function {
    description: &Description {
        name: "series_sum",
        signatures: &["(series: array) -> real"],
        nulls: Nulls::Kernel,
        summary: "The sum of a series; null if an element is no number.",
        examples: &[Example { expression: "series_sum(dynamic([1, 2, 3, 4]))", equals: "10.0" }],
        page: "series-sum-function",
        ..Description::SCALAR
    },
    kernel: sum,
};

fn sum(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| series(call.args.first()?, row)?.into_iter().map(|n| n.map(Number::real)).sum()))
}
