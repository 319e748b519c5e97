use super::items::{answers, bag, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic;

pub const BAG_KEYS: Function = Function {
    description: &Description {
        name: "bag_keys",
        signatures: &["(object: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The keys at the root of a bag, in the order written; null for anything but a bag.",
        examples: &[
            Example { expression: "bag_keys(dynamic({'a': 1, 'b': {'c': 2}}))", equals: "dynamic(['a','b'])" },
            Example { expression: "isnull(bag_keys(dynamic([1])))", equals: "true" },
        ],
        page: "bag-keys-function",
        ..Description::SCALAR
    },
    kernel: bag_keys,
};

fn bag_keys(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        write_array(out, dynamic::members(bag(&call.args[0], row)?).map(|(key, _)| key));
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::BAG_KEYS;

    #[test]
    fn keys() {
        gives(&BAG_KEYS, &["{\"a\":{\"b\":1},\"c\\\"\":2}"], "[\"a\",\"c\\\"\"]");
        gives(&BAG_KEYS, &["{}"], "[]");
        for other in ["null", "[1]", "\"a\"", "dynamic 5"] {
            gives(&BAG_KEYS, &[other], "null");
        }
    }
}
