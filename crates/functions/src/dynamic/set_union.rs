use super::items::{answers, array, identity, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::collections::HashSet;

pub const SET_UNION: Function = Function {
    description: &Description {
        name: "set_union",
        signatures: &["(first: array, set: array...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The distinct elements of all arrays, in the order in which they first appear.",
        examples: &[Example {
            expression: "set_union(dynamic([1, 2, 1]), dynamic([3, 2]))",
            equals: "dynamic([1,2,3])",
        }],
        page: "set-union-function",
        deviation: Some("Arguments that are not arrays are left out; the answer is null if none is an array."),
        ..Description::SCALAR
    },
    kernel: set_union,
};

fn set_union(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let sets: Vec<Vec<&str>> = call.args.iter().filter_map(|a| array(a, row)).collect();
        if sets.is_empty() {
            return None;
        }
        let mut seen = HashSet::new();
        write_array(out, sets.into_iter().flatten().filter(|item| seen.insert(identity(item))));
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::SET_UNION;

    #[test]
    fn unions() {
        gives(&SET_UNION, &["[1,2,1,4]", "[1,2]", "[8]"], "[1,2,4,8]");
        gives(&SET_UNION, &["[\"a\",null]", "[1.0,1,null]"], "[\"a\",null,1.0]");
        gives(&SET_UNION, &["null", "[1,1]"], "[1]");
        gives(&SET_UNION, &["null", "null"], "null");
    }
}
