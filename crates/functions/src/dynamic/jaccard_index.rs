use super::items::{array, identity};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::borrow::Cow;
use std::collections::HashSet;

pub const JACCARD_INDEX: Function = Function {
    description: &Description {
        name: "jaccard_index",
        signatures: &["(first: array, second: array) -> real"],
        nulls: Nulls::Kernel,
        summary: "How alike two arrays are as sets: the size of their intersection over that of their union.",
        examples: &[Example { expression: "jaccard_index(dynamic([1, 2, 3]), dynamic([1, 2, 3, 4]))", equals: "0.75" }],
        page: "jaccard-index-function",
        deviation: Some("Two empty arrays give NaN."),
        ..Description::SCALAR
    },
    kernel: jaccard_index,
};

fn jaccard_index(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| {
        let (first, second) = (array(&call.args[0], row)?, array(&call.args[1], row)?);
        let first: HashSet<Cow<str>> = first.into_iter().map(identity).collect();
        let second: HashSet<Cow<str>> = second.into_iter().map(identity).collect();
        Some(first.intersection(&second).count() as f64 / first.union(&second).count() as f64)
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::JACCARD_INDEX;
    use lurcher_types::{Type, Value};

    #[test]
    fn likeness() {
        is(&JACCARD_INDEX, &["[1,2,3,3]", "[1,2,3,4,4]"], Value::Real(0.75));
        is(&JACCARD_INDEX, &["[1]", "[]"], Value::Real(0.0));
        is(&JACCARD_INDEX, &["[1]", "{}"], Value::Null(Type::Real));
    }
}
