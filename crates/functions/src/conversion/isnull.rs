use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ISNULL: Function = Function {
    description: &Description {
        name: "isnull",
        signatures: &["(value: scalar) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a value is null; a string never is.",
        examples: &[
            Example { expression: "isnull(long(null))", equals: "true" },
            Example { expression: "isnull('')", equals: "false" },
        ],
        page: "isnull-function",
        ..Description::SCALAR
    },
    kernel: |call| null_test(call, true),
};

/// True where the argument's being null is as asked.
pub fn null_test(call: &Call, wanted: bool) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let nullable = value.kql_type != Type::String;
    Ok(call.bools(|row| Some((nullable && value.is_null(row)) == wanted)))
}
