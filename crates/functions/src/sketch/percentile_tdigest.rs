use super::tdigest::{Digest, percentage};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Builder;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::dynamic::{from_value, to_value};

pub const PERCENTILE_TDIGEST: Function = Function {
    description: &Description {
        name: "percentile_tdigest",
        signatures: &[
            "(tdigest: array, percentile: real) -> dynamic",
            "(tdigest: array, percentile: real, type: type) -> literal",
        ],
        naming: Naming::Prefix("percentile_tdigest"),
        summary: "The percentile of the values that tdigest() saw, as a dynamic or in the type named.",
        page: "percentile-tdigest-function",
        deviation: Some("Exact, where the service estimates. Only digests made by Lurcher are read."),
        ..Description::SCALAR
    },
    kernel: percentile_tdigest,
};

fn percentile_tdigest(call: &Call) -> Result<ArrayRef, KernelError> {
    let [digest, percentile] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    let digests = digest.dynamics();
    let mut answer = Builder::new(call.returns, call.rows);
    for row in 0..call.rows {
        let found = match (digests.get(row), percentage(&percentile.value(row))?) {
            (Some(encoded), Some(percentage)) => Digest::read(encoded)?.percentile(&percentage)?,
            _ => None,
        };
        match found {
            Some(value) => answer.push(&to_value(&from_value(&value).encode(), call.returns)),
            None => answer.push_missing(),
        }
    }
    Ok(answer.finish())
}
