use super::items::array;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic;

pub const ARRAY_SUM: Function = Function {
    description: &Description {
        name: "array_sum",
        signatures: &["(array: array) -> real"],
        nulls: Nulls::Kernel,
        summary: "The sum of an array of numbers; null if an element is anything else.",
        examples: &[Example { expression: "array_sum(dynamic([1, 2, 3, 4]))", equals: "10.0" }],
        page: "array-sum-function",
        ..Description::SCALAR
    },
    kernel: array_sum,
};

fn array_sum(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.reals(|row| {
        let number = |e: &&str| dynamic::kind(e).is_number().then(|| e.parse::<f64>().ok())?;
        array(&call.args[0], row)?.iter().map(number).sum()
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::ARRAY_SUM;
    use lurcher_types::{Type, Value};

    #[test]
    fn sums() {
        is(&ARRAY_SUM, &["[1,2.5,1e1]"], Value::Real(13.5));
        is(&ARRAY_SUM, &["[1,\"2\"]"], Value::Null(Type::Real));
        is(&ARRAY_SUM, &["null"], Value::Null(Type::Real));
    }
}
