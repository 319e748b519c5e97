//! The function table and its kernels, as the binder asks for them.

use lurcher_functions::{Context, entry, fold, nearest};
use lurcher_semantics::{Language, NoValue};
use lurcher_types::describe::{Entry, Kind};
use lurcher_types::{Type, Value};

/// The longest constant that a query computes: it stands in the plan wherever it is used.
const MAX_CONSTANT_BYTES: usize = 64 << 20;

pub struct Kql {
    pub context: Context,
}

impl Language for Kql {
    fn entry(&self, name: &str, kind: Kind) -> Option<&'static Entry> {
        entry(name, kind)
    }

    fn nearest(&self, name: &str) -> Vec<&'static str> {
        nearest(name)
    }

    fn fold(&self, function: &str, args: &[Value], returns: Type) -> Result<Value, NoValue> {
        let why = |e: lurcher_functions::KernelError| NoValue { why: e.message, is_unbuilt: e.is_unbuilt };
        let value = fold(function, args, returns, &self.context).map_err(why)?;
        match &value {
            Value::String(text) | Value::Dynamic(text) if text.len() > MAX_CONSTANT_BYTES => Err(NoValue {
                why: format!("a constant may be at most {MAX_CONSTANT_BYTES} bytes long"),
                is_unbuilt: false,
            }),
            _ => Ok(value),
        }
    }
}
