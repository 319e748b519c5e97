//! Functions of one series, applied to every element.

use super::number::{Number, series, write_number};
use crate::dynamic::items::answers;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::dynamic::write_list;

/// Applies `f` to every number; whatever is no number becomes null.
pub fn each(call: &Call, f: fn(Number) -> Number) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let elements = series(call.args.first()?, row)?;
        write_list(out, elements, |out, element| write_number(out, element.map(f)));
        Some(())
    })
}

/// The same for functions of reals.
pub fn reals(call: &Call, f: fn(f64) -> f64) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let elements = series(call.args.first()?, row)?;
        write_list(out, elements, |out, element| write_number(out, element.map(|n| Number::Real(f(n.real())))));
        Some(())
    })
}
