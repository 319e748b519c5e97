//! A function of constants, computed at once.

use crate::call::{Call, Context, KernelError};
use crate::table::function;
use lurcher_columnar::{constant, value_at};
use lurcher_types::{Type, Value};

/// The value of a scalar function by its canonical name.
pub fn fold(name: &str, args: &[Value], returns: Type, context: &Context) -> Result<Value, KernelError> {
    let Some(function) = function(name) else {
        return Err(KernelError::new(format!("`{name}` has no kernel")));
    };
    let columns: Vec<_> = args.iter().map(constant).collect();
    let call = Call { args: &columns, rows: 1, returns, context };
    let answer = function.evaluate(&call)?;
    Ok(value_at(returns, &answer, 0))
}
