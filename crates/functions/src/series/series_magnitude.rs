use super::number::{Number, series};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_MAGNITUDE: Function = Function {
    description: &Description {
        name: "series_magnitude",
        signatures: &["(series: array) -> real"],
        nulls: Nulls::Kernel,
        summary: "The length of a series as a vector; what is no number does not count.",
        examples: &[Example { expression: "series_magnitude(dynamic([3, 4]))", equals: "5.0" }],
        page: "series-magnitude-function",
        ..Description::SCALAR
    },
    kernel: magnitude,
};

fn magnitude(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| {
        let elements = series(call.args.first()?, row)?;
        (!elements.is_empty()).then(|| of(&elements))
    }))
}

pub fn of(elements: &[Option<Number>]) -> f64 {
    elements.iter().flatten().map(|n| n.real() * n.real()).sum::<f64>().sqrt()
}
