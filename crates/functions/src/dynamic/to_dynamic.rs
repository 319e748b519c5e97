use super::items::{answers, encoded};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Nulls};

pub const TO_DYNAMIC: Function = Function {
    description: &Description {
        name: "__to_dynamic",
        signatures: &["(value: scalar) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Any value as a dynamic that holds it; a text is not parsed.",
        page: "scalar-data-types/dynamic",
        ..Description::SCALAR
    },
    kernel: to_dynamic,
};

fn to_dynamic(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        out.push_str(&encoded(&call.args[0], row));
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{gives, try_answer};
    use super::TO_DYNAMIC;
    use lurcher_types::{Type, Value};

    #[test]
    fn wraps() {
        gives(&TO_DYNAMIC, &["'[1]'"], "\"[1]\"");
        gives(&TO_DYNAMIC, &["2.0"], "2.0");
        gives(&TO_DYNAMIC, &["[1]"], "[1]");
        let null = try_answer(&TO_DYNAMIC, Type::Dynamic, &[Value::Null(Type::Long)]);
        assert_eq!(null, Ok(Value::Null(Type::Dynamic)));
    }
}
