use super::items::{array, encoded, identity};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SET_HAS_ELEMENT: Function = Function {
    description: &Description {
        name: "set_has_element",
        signatures: &["(set: array, value: scalar) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether an array holds a value; null where there is no array.",
        examples: &[
            Example { expression: "set_has_element(dynamic(['a', 'b']), 'b')", equals: "true" },
            Example { expression: "set_has_element(dynamic(['a', 'b']), 'B')", equals: "false" },
        ],
        page: "set-has-element-function",
        ..Description::SCALAR
    },
    kernel: set_has_element,
};

fn set_has_element(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.bools(|row| {
        let items = array(&call.args[0], row)?;
        let value = encoded(&call.args[1], row);
        let wanted = identity(&value);
        Some(items.into_iter().any(|item| identity(item) == wanted))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::SET_HAS_ELEMENT;
    use lurcher_types::{Type, Value};

    #[test]
    fn elements() {
        is(&SET_HAS_ELEMENT, &["[\"this\",\"is\"]", "'is'"], Value::Bool(true));
        is(&SET_HAS_ELEMENT, &["[1,2]", "2.0"], Value::Bool(true));
        is(&SET_HAS_ELEMENT, &["[1,2]", "'2'"], Value::Bool(false));
        is(&SET_HAS_ELEMENT, &["[@d637134336000000000]", "'2020-01-01T00:00:00.0000000Z'"], Value::Bool(true));
        is(&SET_HAS_ELEMENT, &["null", "1"], Value::Null(Type::Bool));
    }
}
