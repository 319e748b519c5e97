//! Answers made row by row, where a row may be null and may be refused.

use crate::call::MAX_BATCH_BYTES;
use crate::{Call, KernelError};
use arrow::array::{ArrayRef, BooleanArray, Float64Array, StringViewBuilder};
use std::sync::Arc;

type Answer<T> = Result<Option<T>, KernelError>;

pub fn reals(call: &Call, f: impl FnMut(usize) -> Answer<f64>) -> Result<ArrayRef, KernelError> {
    Ok(Arc::new((0..call.rows).map(f).collect::<Result<Float64Array, _>>()?))
}

pub fn bools(call: &Call, f: impl FnMut(usize) -> Answer<bool>) -> Result<ArrayRef, KernelError> {
    Ok(Arc::new((0..call.rows).map(f).collect::<Result<BooleanArray, _>>()?))
}

/// A dynamic answer: what `write` appends, or null where it answers nothing.
pub fn dynamics(call: &Call, mut write: impl FnMut(usize, &mut String) -> Answer<()>) -> Result<ArrayRef, KernelError> {
    let mut answer = StringViewBuilder::with_capacity(call.rows);
    let (mut text, mut total) = (String::new(), 0usize);
    for row in 0..call.rows {
        text.clear();
        match write(row, &mut text)? {
            Some(()) => answer.append_value(&text),
            None => answer.append_null(),
        }
        total = total.saturating_add(text.len());
        if total > MAX_BATCH_BYTES {
            return Err(KernelError::unbuilt(format!(
                "the shapes of one batch of rows take more than {MAX_BATCH_BYTES} bytes"
            )));
        }
    }
    Ok(Arc::new(answer.finish()))
}
