//! Counts from 1970.

use super::numbers::scaled;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::time::{UNIX_EPOCH_TICKS, in_range};

/// How long one counted unit is: `ticks / per` ticks.
#[derive(Clone, Copy)]
pub struct Count {
    pub ticks: i64,
    pub per: i64,
}

pub fn since_1970(call: &Call, count: Count) -> Result<ArrayRef, KernelError> {
    let [number] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(call.longs(|row| {
        let ticks = scaled(number, row, count.ticks)?.div_euclid(count.per);
        in_range(UNIX_EPOCH_TICKS.checked_add(ticks)?)
    }))
}
