use super::number::{Number, series};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_PRODUCT: Function = Function {
    description: &Description {
        name: "series_product",
        signatures: &["(series: array) -> real"],
        nulls: Nulls::Kernel,
        summary: "The product of a series; null if an element is no number.",
        examples: &[Example { expression: "series_product(dynamic([1, 2, 3, 4]))", equals: "24.0" }],
        page: "series-product-function",
        ..Description::SCALAR
    },
    kernel: product,
};

fn product(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| series(call.args.first()?, row)?.into_iter().map(|n| n.map(Number::real)).product()))
}
