use super::items::{array, identity};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::collections::HashSet;

pub const SET_EQUALS: Function = Function {
    description: &Description {
        name: "set_equals",
        signatures: &["(first: array, second: array) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether two arrays hold the same elements, whatever their order and number; null without two arrays.",
        examples: &[
            Example { expression: "set_equals(dynamic([1, 2]), dynamic([2, 1, 1]))", equals: "true" },
            Example { expression: "set_equals(dynamic([1, 2]), dynamic([1]))", equals: "false" },
        ],
        page: "set-equals-function",
        ..Description::SCALAR
    },
    kernel: set_equals,
};

fn set_equals(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.bools(|row| {
        let (first, second) = (array(&call.args[0], row)?, array(&call.args[1], row)?);
        let set =
            |items: Vec<&'_ str>| items.into_iter().map(|i| identity(i).into_owned()).collect::<HashSet<String>>();
        Some(set(first) == set(second))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::SET_EQUALS;
    use lurcher_types::{Type, Value};

    #[test]
    fn equal_sets() {
        is(&SET_EQUALS, &["[1,2]", "[2.0,1,1]"], Value::Bool(true));
        is(&SET_EQUALS, &["[1,\"2\"]", "[1,2]"], Value::Bool(false));
        is(&SET_EQUALS, &["[]", "[]"], Value::Bool(true));
        is(&SET_EQUALS, &["[]", "null"], Value::Null(Type::Bool));
    }
}
