use super::items::{answers, array, identity, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::collections::HashSet;

pub const SET_DIFFERENCE: Function = Function {
    description: &Description {
        name: "set_difference",
        signatures: &["(first: array, set: array...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The distinct elements of the first array that are in none of the others.",
        examples: &[Example {
            expression: "set_difference(dynamic([1, 2, 2, 3]), dynamic([1]), dynamic([3]))",
            equals: "dynamic([2])",
        }],
        page: "set-difference-function",
        deviation: Some("Further arguments that are not arrays take nothing away."),
        ..Description::SCALAR
    },
    kernel: set_difference,
};

fn set_difference(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let (first, others) = call.args.split_first()?;
        let first = array(first, row)?;
        // What has been written is taken away as well, which leaves each element once.
        let mut taken: HashSet<_> = others.iter().filter_map(|a| array(a, row)).flatten().map(identity).collect();
        write_array(out, first.into_iter().filter(|item| taken.insert(identity(item))));
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::SET_DIFFERENCE;

    #[test]
    fn differences() {
        gives(&SET_DIFFERENCE, &["[1,2,1,4]", "[1,2]", "[1,2,8]"], "[4]");
        gives(&SET_DIFFERENCE, &["[1,2,3]", "[3,2,1]"], "[]");
        gives(&SET_DIFFERENCE, &["[2,2]", "null"], "[2]");
        gives(&SET_DIFFERENCE, &["null", "[1]"], "null");
    }
}
