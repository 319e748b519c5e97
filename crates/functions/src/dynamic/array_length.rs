use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::{self, Kind};

pub const ARRAY_LENGTH: Function = Function {
    description: &Description {
        name: "array_length",
        aliases: &["arraylength"],
        signatures: &["(array: array) -> long"],
        nulls: Nulls::Kernel,
        summary: "The number of elements of an array; null for anything else.",
        examples: &[
            Example { expression: "array_length(dynamic([1, 2, 3]))", equals: "3" },
            Example { expression: "array_length(dynamic({'a': 1}))", equals: "long(null)" },
        ],
        page: "array-length-function",
        ..Description::SCALAR
    },
    kernel: array_length,
};

fn array_length(call: &Call) -> Result<ArrayRef, KernelError> {
    let arrays = call.args[0].dynamics();
    let length = |text: &str| (dynamic::kind(text) == Kind::Array).then(|| dynamic::elements(text).count() as i64);
    Ok(call.longs(|row| length(arrays.get(row)?)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::ARRAY_LENGTH;
    use lurcher_types::{Type, Value};

    #[test]
    fn only_arrays_have_a_length() {
        is(&ARRAY_LENGTH, &["[1,\"a,b\",[2,3],{}]"], Value::Long(4));
        is(&ARRAY_LENGTH, &["[]"], Value::Long(0));
        for other in ["{\"a\":1}", "\"abc\"", "dynamic 5", "null"] {
            is(&ARRAY_LENGTH, &[other], Value::Null(Type::Long));
        }
    }
}
