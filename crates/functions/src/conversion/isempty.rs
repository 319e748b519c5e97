use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::{Type, dynamic};

pub const ISEMPTY: Function = Function {
    description: &Description {
        name: "isempty",
        signatures: &["(value: scalar) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a value is the empty text or null.",
        examples: &[
            Example { expression: "isempty('')", equals: "true" },
            Example { expression: "isempty(long(null))", equals: "true" },
            Example { expression: "isempty(dynamic([]))", equals: "false" },
        ],
        page: "isempty-function",
        ..Description::SCALAR
    },
    kernel: |call| empty_test(call, true),
};

/// True where the argument's being empty is as asked.
pub fn empty_test(call: &Call, wanted: bool) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(match value.kql_type {
        Type::String => {
            let texts = value.strings();
            call.bools(|row| Some(texts.value(row).is_empty() == wanted))
        }
        Type::Dynamic => {
            let encoded = value.dynamics();
            let empty = |row| encoded.get(row).is_none_or(|text| dynamic::to_text(text).is_empty());
            call.bools(|row| Some(empty(row) == wanted))
        }
        _ => call.bools(|row| Some(value.is_null(row) == wanted)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::isnull::ISNULL;
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Value;

    #[test]
    fn empty_and_null() {
        for (value, empty, null) in [
            (text(""), true, false),
            (text(" "), false, false),
            (Value::Null(Type::Long), true, true),
            (Value::Long(0), false, false),
            (Value::Dynamic("\"\"".to_owned()), true, false),
            (Value::Dynamic("{}".to_owned()), false, false),
            (Value::Null(Type::Dynamic), true, true),
        ] {
            assert_eq!(call(&ISEMPTY, Type::Bool, std::slice::from_ref(&value)), Value::Bool(empty), "{value:?}");
            assert_eq!(call(&ISNULL, Type::Bool, std::slice::from_ref(&value)), Value::Bool(null), "{value:?}");
        }
    }
}
