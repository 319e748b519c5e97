use super::number::Number;
use super::pairs::{Operand, operands};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_DOT_PRODUCT: Function = Function {
    description: &Description {
        name: "series_dot_product",
        signatures: &[
            "(series1: array, series2: array) -> real",
            "(series1: array, series2: number) -> real",
            "(series1: number, series2: array) -> real",
        ],
        nulls: Nulls::Kernel,
        summary: "The sum of the products of two series; what is no number, or has no partner, does not count.",
        examples: &[
            Example { expression: "series_dot_product(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", equals: "12.0" },
            Example { expression: "series_dot_product(dynamic([1, 2, 4]), 2)", equals: "14.0" },
        ],
        page: "series-dot-product-function",
        ..Description::SCALAR
    },
    kernel: dot_product,
};

fn dot_product(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| {
        let [left, right] = operands(call, row)?;
        of(&left, &right)
    }))
}

/// The dot product as far as the shorter series goes; nothing of an empty one.
pub fn of(left: &Operand, right: &Operand) -> Option<f64> {
    let length = shared_length(left, right).filter(|n| *n > 0)?;
    let product = |i| Some(left.element(i).map(Number::real)? * right.element(i).map(Number::real)?);
    Some((0..length).filter_map(product).sum())
}

pub fn shared_length(left: &Operand, right: &Operand) -> Option<usize> {
    left.length().into_iter().chain(right.length()).min()
}
