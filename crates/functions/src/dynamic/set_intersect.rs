use super::items::{answers, array, identity, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::borrow::Cow;
use std::collections::HashSet;

pub const SET_INTERSECT: Function = Function {
    description: &Description {
        name: "set_intersect",
        signatures: &["(first: array, set: array...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The distinct elements that are in every array; null if an argument is not an array.",
        examples: &[
            Example { expression: "set_intersect(dynamic([1, 2, 3]), dynamic([3, 2, 4]))", equals: "dynamic([2,3])" },
            Example { expression: "set_intersect(dynamic([1, 2]), dynamic([3]))", equals: "dynamic([])" },
        ],
        page: "set-intersect-function",
        ..Description::SCALAR
    },
    kernel: set_intersect,
};

fn set_intersect(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let sets: Vec<Vec<&str>> = call.args.iter().map(|a| array(a, row)).collect::<Option<_>>()?;
        let (first, others) = sets.split_first()?;
        let others: Vec<HashSet<Cow<str>>> =
            others.iter().map(|set| set.iter().map(|item| identity(item)).collect()).collect();
        let mut seen = HashSet::new();
        let common = first.iter().copied().filter(|item| {
            let item = identity(item);
            others.iter().all(|set| set.contains(&item)) && seen.insert(item)
        });
        write_array(out, common);
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::SET_INTERSECT;

    #[test]
    fn intersections() {
        gives(&SET_INTERSECT, &["[1,2,1,4]", "[1,2]", "[4,1]"], "[1]");
        gives(&SET_INTERSECT, &["[1,2,3]", "[4,5]"], "[]");
        gives(&SET_INTERSECT, &["[\"a\"]", "[\"A\"]"], "[]");
        gives(&SET_INTERSECT, &["[1]", "null"], "null");
    }
}
