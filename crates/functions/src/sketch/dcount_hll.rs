use super::hll::Hll;
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, Int64Array};
use lurcher_types::describe::{Description, Naming};
use std::sync::Arc;

pub const DCOUNT_HLL: Function = Function {
    description: &Description {
        name: "dcount_hll",
        signatures: &["(hll: array) -> long"],
        naming: Naming::Prefix("dcount_hll"),
        summary: "The number of distinct values that hll() saw.",
        page: "dcount-hll-function",
        deviation: Some("Exact, where the service estimates. Only sketches made by Lurcher are read."),
        ..Description::SCALAR
    },
    kernel: dcount_hll,
};

fn dcount_hll(call: &Call) -> Result<ArrayRef, KernelError> {
    let [sketch] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let sketches = sketch.dynamics();
    let count = |row: usize| {
        let Some(encoded) = sketches.get(row) else { return Ok(None) };
        let mut hll = Hll::default();
        hll.merge(encoded)?;
        Ok(Some(hll.len() as i64))
    };
    Ok(Arc::new((0..call.rows).map(count).collect::<Result<Int64Array, KernelError>>()?))
}
