//! Reading the arguments that must be constants.

use crate::{AggregateCall, KernelError};
use lurcher_types::{Type, Value};

/// The type of this argument.
pub fn type_of(call: &AggregateCall, index: usize) -> Result<Type, KernelError> {
    call.argument_types
        .get(index)
        .copied()
        .ok_or_else(|| KernelError::new(format!("argument {} is missing", index + 1)))
}

/// The constant whole number given as this argument, or nothing if the argument is left out.
pub fn whole_number(call: &AggregateCall, index: usize, what: &str) -> Result<Option<i64>, KernelError> {
    if index >= call.argument_types.len() {
        return Ok(None);
    }
    match call.constants.get(index) {
        Some(Some(Value::Int(n))) => Ok(Some(i64::from(*n))),
        Some(Some(Value::Long(n))) => Ok(Some(*n)),
        _ => Err(KernelError::new(format!("{what} must be a constant whole number"))),
    }
}

/// The most elements an array or bag made by an aggregate may have, and its `maxSize` when none is given.
pub const MAX_ELEMENTS: usize = 1_048_576;

/// The argument `maxSize`: a default when left out, and never more than [`MAX_ELEMENTS`].
pub fn max_size(call: &AggregateCall, index: usize, default: usize) -> Result<usize, KernelError> {
    match whole_number(call, index, "maxSize")? {
        None => Ok(default),
        Some(n) => usize::try_from(n)
            .map(|n| n.min(MAX_ELEMENTS))
            .map_err(|_| KernelError::new(format!("maxSize must not be negative, and is {n}"))),
    }
}
