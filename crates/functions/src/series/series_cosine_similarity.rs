use super::pairs::{Operand, operands};
use super::{series_dot_product, series_magnitude};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_COSINE_SIMILARITY: Function = Function {
    description: &Description {
        name: "series_cosine_similarity",
        signatures: &["(series1: array, series2: array, [series1_magnitude: real], [series2_magnitude: real]) -> real"],
        nulls: Nulls::Kernel,
        summary: "The cosine of the angle between two series as vectors, as far as the shorter one goes.",
        examples: &[
            Example { expression: "series_cosine_similarity(dynamic([1, 0]), dynamic([0, 1]))", equals: "0.0" },
            Example { expression: "series_cosine_similarity(dynamic([3, 4]), dynamic([6, 8]))", equals: "1.0" },
        ],
        page: "series-cosine-similarity-function",
        ..Description::SCALAR
    },
    kernel: cosine,
};

fn cosine(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| {
        let [left, right] = operands(call, row)?;
        let length = series_dot_product::shared_length(&left, &right)?;
        let product = series_dot_product::of(&left, &right)?;
        let magnitude = |operand: &Operand, given: usize| match (call.args.get(given), operand) {
            (Some(column), _) => column.real(row),
            (None, Operand::Series(elements)) => Some(series_magnitude::of(elements.get(..length)?)),
            (None, Operand::Scalar(_)) => None,
        };
        Some(product / (magnitude(&left, 2)? * magnitude(&right, 3)?))
    }))
}
