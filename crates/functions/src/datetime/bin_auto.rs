use crate::{Function, KernelError};
use lurcher_types::describe::{Description, Naming};

pub const BIN_AUTO: Function = Function {
    description: &Description {
        name: "bin_auto",
        signatures: &["(value: summable) -> own"],
        naming: Naming::FirstArgument,
        summary: "The value rounded down to a multiple of query_bin_auto_size, counted from query_bin_auto_at or else 0.",
        page: "bin-auto-function",
        ..Description::SCALAR
    },
    // The binder, which knows the options, makes bin() or bin_at() of it.
    kernel: |_| Err(KernelError::new("this is answered while a query is bound")),
};
