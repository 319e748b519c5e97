//! Timestamps, dates and durations to ticks.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, PrimitiveArray};
use datafusion::arrow::datatypes::*;
use datafusion::error::Result;
use std::sync::Arc;

use super::{Converted, unexpected};
use crate::scan::unit::Scale;

/// The ticks of an array of timestamps, dates, times or durations.
pub fn ticks(scale: Scale, array: &ArrayRef) -> Result<Converted> {
    let stored = stored_integers(array)?;
    let (low, high) = scale.valid_values();
    // Checking the whole array first leaves a loop without branches for the files of everyday.
    if stored.values().iter().fold(true, |all, v| all & (low..=high).contains(v)) {
        return Ok(Converted { array: Arc::new(scale.ticks_of_valid(&stored)), missed: 0 });
    }
    let converted: Int64Array = stored.unary_opt(|v| scale.ticks(v));
    let missed = converted.null_count().saturating_sub(stored.null_count());
    Ok(Converted { array: Arc::new(converted), missed })
}

/// The integers that a time-like array stores, without their unit.
pub fn stored_integers(array: &dyn Array) -> Result<Int64Array> {
    fn raw<T: ArrowPrimitiveType<Native = i64>>(array: &dyn Array) -> Int64Array {
        let typed: &PrimitiveArray<T> = array.as_primitive();
        Int64Array::new(typed.values().clone(), typed.nulls().cloned())
    }
    Ok(match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().clone(),
        DataType::Timestamp(TimeUnit::Second, _) => raw::<TimestampSecondType>(array),
        DataType::Timestamp(TimeUnit::Millisecond, _) => raw::<TimestampMillisecondType>(array),
        DataType::Timestamp(TimeUnit::Microsecond, _) => raw::<TimestampMicrosecondType>(array),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => raw::<TimestampNanosecondType>(array),
        DataType::Duration(TimeUnit::Second) => raw::<DurationSecondType>(array),
        DataType::Duration(TimeUnit::Millisecond) => raw::<DurationMillisecondType>(array),
        DataType::Duration(TimeUnit::Microsecond) => raw::<DurationMicrosecondType>(array),
        DataType::Duration(TimeUnit::Nanosecond) => raw::<DurationNanosecondType>(array),
        DataType::Time64(TimeUnit::Microsecond) => raw::<Time64MicrosecondType>(array),
        DataType::Time64(TimeUnit::Nanosecond) => raw::<Time64NanosecondType>(array),
        DataType::Date64 => raw::<Date64Type>(array),
        DataType::Date32 => array.as_primitive::<Date32Type>().unary(i64::from),
        DataType::Time32(TimeUnit::Second) => array.as_primitive::<Time32SecondType>().unary(i64::from),
        DataType::Time32(TimeUnit::Millisecond) => array.as_primitive::<Time32MillisecondType>().unary(i64::from),
        _ => return Err(unexpected(array)),
    })
}
