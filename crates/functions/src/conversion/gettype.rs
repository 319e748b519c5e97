use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};
use lurcher_types::{Type, dynamic};

pub const GETTYPE: Function = Function {
    description: &Description {
        name: "gettype",
        signatures: &["(value: scalar) -> string"],
        naming: Naming::Prefix("type"),
        nulls: Nulls::Kernel,
        summary: "The name of a value's type; of a dynamic, of what it holds.",
        examples: &[
            Example { expression: "gettype(1.5)", equals: "'real'" },
            Example { expression: "gettype(int(null))", equals: "'int'" },
            Example { expression: "gettype(dynamic([1]))", equals: "'array'" },
        ],
        page: "gettype-function",
        ..Description::SCALAR
    },
    kernel: gettype,
};

fn gettype(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    if value.kql_type != Type::Dynamic {
        return Ok(call.strings(|_| value.kql_type.name()));
    }
    let encoded = value.dynamics();
    Ok(call.strings(|row| encoded.get(row).map_or("null", |text| dynamic::kind(text).name())))
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Value;

    #[test]
    fn names() {
        for (value, name) in [
            (Value::Null(Type::Long), "long"),
            (text(""), "string"),
            (Value::Dynamic("1.5".to_owned()), "double"),
            (Value::Dynamic("{}".to_owned()), "dictionary"),
            (Value::Null(Type::Dynamic), "null"),
        ] {
            assert_eq!(call(&GETTYPE, Type::String, &[value]), text(name));
        }
    }
}
