use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};
use lurcher_types::{Type, dynamic};
use std::borrow::Cow;

pub const TOSTRING: Function = Function {
    description: &Description {
        name: "tostring",
        signatures: &["(value: scalar) -> string"],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "The value as text; a null becomes the empty text.",
        examples: &[
            Example { expression: "tostring(true)", equals: "'True'" },
            Example { expression: "tostring(2.0)", equals: "'2.0'" },
            Example { expression: "tostring(90m)", equals: "'01:30:00'" },
            Example { expression: "tostring(datetime(2024-03-01))", equals: "'2024-03-01T00:00:00.0000000Z'" },
            Example { expression: "tostring(long(null))", equals: "''" },
        ],
        page: "tostring-function",
        ..Description::SCALAR
    },
    kernel: tostring,
};

fn tostring(call: &Call) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(match value.kql_type {
        Type::String if !value.constant => value.array.clone(),
        Type::String => {
            let texts = value.strings();
            call.strings(|row| texts.value(row))
        }
        Type::Dynamic => {
            let encoded = value.dynamics();
            call.strings(|row| encoded.get(row).map_or(Cow::Borrowed(""), dynamic::to_text))
        }
        _ => call.strings(|row| value.value(row).to_text()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Value;

    #[test]
    fn texts() {
        for (value, printed) in [
            (Value::Bool(false), "False"),
            (Value::Real(1.5), "1.5"),
            (Value::Real(f64::NAN), "NaN"),
            (span("-36h"), "-1.12:00:00"),
            (decimal("1.50"), "1.5"),
            (Value::Dynamic("\"a\"".to_owned()), "a"),
            (Value::Dynamic("{\"a\":[1,true]}".to_owned()), "{\"a\":[1,true]}"),
            (Value::Null(Type::Dynamic), ""),
            (Value::Null(Type::Guid), ""),
            (text("as is"), "as is"),
        ] {
            assert_eq!(call(&TOSTRING, Type::String, &[value]), text(printed));
        }
    }
}
