use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

/// The two halves of `between`, whose null is never hidden by a false.
pub const STRICT_AND: Function = Function {
    description: &Description {
        name: "__strict_and",
        signatures: &["(left: bool, right: bool) -> bool"],
        summary: "Whether both are true; null if either is null.",
        examples: &[Example { expression: "5 between (1 .. 9)", equals: "true" }],
        page: "between-operator",
        ..Description::SCALAR
    },
    kernel: strict_and,
};

fn strict_and(call: &Call) -> Result<ArrayRef, KernelError> {
    let value = |i: usize, row: usize| {
        let side = &call.args[i];
        !side.is_null(row) && side.bools().value(side.index(row))
    };
    Ok(call.bools(|row| Some(value(0, row) && value(1, row))))
}
