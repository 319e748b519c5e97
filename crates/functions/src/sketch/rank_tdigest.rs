//! The rank of a value among those that `tdigest()` saw, as a number or as a percentage.

use super::tdigest::Digest;
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, Float64Array};
use lurcher_types::Value;
use lurcher_types::describe::Description;
use lurcher_types::dynamic::scalar;
use std::sync::Arc;

const EXACT: Option<&str> = Some("Exact, where the service estimates. Only digests made by Lurcher are read.");

pub const RANK_TDIGEST: Function = Function {
    description: &Description {
        name: "rank_tdigest",
        signatures: &["(digest: array, value: scalar) -> real"],
        summary: "How many of the values that tdigest() saw are not greater than a value.",
        page: "rank-tdigest-function",
        deviation: EXACT,
        ..Description::SCALAR
    },
    kernel: |call| ranks(call, |rank, _| rank),
};

pub const PERCENTRANK_TDIGEST: Function = Function {
    description: &Description {
        name: "percentrank_tdigest",
        signatures: &["(digest: array, value: scalar) -> real"],
        summary: "How many percent of the values that tdigest() saw are not greater than a value.",
        page: "percentrank-tdigest-function",
        deviation: EXACT,
        ..Description::SCALAR
    },
    kernel: |call| ranks(call, |rank, total| rank * 100.0 / total),
};

fn ranks(call: &Call, answer: fn(f64, f64) -> f64) -> Result<ArrayRef, KernelError> {
    let [digest, value] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    let digests = digest.dynamics();
    let rank = |row: usize| {
        let value = match value.value(row) {
            Value::Dynamic(encoded) => scalar(&encoded),
            value => Some(value),
        };
        match (digests.get(row), value) {
            (None, _) | (_, None | Some(Value::Null(_))) => Ok(None),
            (Some(encoded), Some(value)) => {
                let digest = Digest::read(encoded)?;
                Ok(Some(answer(digest.rank(&value)? as f64, digest.total() as f64)))
            }
        }
    };
    Ok(Arc::new((0..call.rows).map(rank).collect::<Result<Float64Array, KernelError>>()?))
}
