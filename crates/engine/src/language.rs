//! The function table and its kernels, as the binder asks for them.

use lurcher_functions::{Context, entry, fold, nearest};
use lurcher_semantics::Language;
use lurcher_types::describe::{Entry, Kind};
use lurcher_types::{Type, Value};

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

    fn fold(&self, function: &str, args: &[Value], returns: Type) -> Result<Value, String> {
        fold(function, args, returns, &self.context).map_err(|e| e.to_string())
    }
}
