//! Shapes that many functions of dates share.

use crate::{Call, KernelError};
use arrow::array::{ArrayRef, Int32Array};
use lurcher_columnar::Column;
use lurcher_types::{Decimal, Type, Value};
use std::sync::Arc;

/// A whole number answered as int or long, whichever the binder wants.
pub fn whole(call: &Call, mut f: impl FnMut(usize) -> Option<i64>) -> ArrayRef {
    match call.returns {
        Type::Int => Arc::new((0..call.rows).map(|row| i32::try_from(f(row)?).ok()).collect::<Int32Array>()),
        Type::Real => call.reals(|row| f(row).map(|n| n as f64)),
        _ => call.longs(f),
    }
}

/// A number read off a datetime.
pub fn whole_part(call: &Call, part: fn(i64) -> i64) -> Result<ArrayRef, KernelError> {
    let [date] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let dates = date.longs();
    Ok(whole(call, |row| dates.get(row).map(part)))
}

/// The beginning or end of the period some periods away.
pub fn edge(call: &Call, of: fn(i64, i64) -> Option<i64>) -> Result<ArrayRef, KernelError> {
    let Some(date) = call.args.first() else { return Err(KernelError::new("a date is wanted")) };
    let dates = date.longs();
    let offsets = call.args.get(1).map(Column::longs);
    Ok(call.longs(|row| {
        let offset = match offsets {
            Some(offsets) => offsets.get(row)?,
            None => 0,
        };
        of(dates.get(row)?, offset)
    }))
}

/// A number times so many, cut to a whole: exact for decimals and for what a real is written as.
pub fn scaled(column: &Column, row: usize, factor: i64) -> Option<i64> {
    let exact = match column.value(row) {
        Value::Int(n) => return i64::from(n).checked_mul(factor),
        Value::Long(n) => return n.checked_mul(factor),
        Value::Real(x) => Decimal::from_f64(x)?,
        Value::Decimal(d) => d,
        _ => return None,
    };
    exact.checked_mul(Decimal::from_i64(factor))?.to_i64()
}
