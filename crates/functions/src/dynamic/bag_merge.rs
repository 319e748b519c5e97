use super::items::{answers, bag};
use super::members::Members;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic;

pub const BAG_MERGE: Function = Function {
    description: &Description {
        name: "bag_merge",
        signatures: &["(first: bag, bag: bag...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Several bags as one; of a key in more than one the leftmost value is kept.",
        examples: &[Example {
            expression: "bag_merge(dynamic({'a': 1, 'b': 2}), dynamic({'a': 3, 'c': 4}))",
            equals: "dynamic({'a':1,'b':2,'c':4})",
        }],
        page: "bag-merge-function",
        deviation: Some("Arguments that are not bags are left out; the answer is null if none is a bag."),
        ..Description::SCALAR
    },
    kernel: bag_merge,
};

fn bag_merge(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let bags: Vec<&str> = call.args.iter().filter_map(|a| bag(a, row)).collect();
        if bags.is_empty() {
            return None;
        }
        let mut merged = Members::default();
        for (key, value) in bags.into_iter().flat_map(dynamic::members) {
            merged.add(key.into(), value.into());
        }
        merged.write(out);
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::BAG_MERGE;

    #[test]
    fn leftmost_wins() {
        gives(
            &BAG_MERGE,
            &[r#"{"A1":12,"B1":2,"C1":3}"#, r#"{"A2":81,"B2":82,"A1":1}"#],
            r#"{"A1":12,"B1":2,"C1":3,"A2":81,"B2":82}"#,
        );
        gives(&BAG_MERGE, &["null", r#"{"a":1}"#], r#"{"a":1}"#);
        gives(&BAG_MERGE, &["null", "[1]"], "null");
    }
}
