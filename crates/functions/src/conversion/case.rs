use super::branches::{choose, spread, truth};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const CASE: Function = Function {
    description: &Description {
        name: "case",
        signatures: &["(condition: bool..., then: common_or_dynamic..., otherwise: common_or_dynamic) -> common"],
        nulls: Nulls::Kernel,
        summary: "The value behind the first condition that is true, else the last argument.",
        examples: &[
            Example { expression: "case(false, 'a', true, 'b', 'c')", equals: "'b'" },
            Example { expression: "case(bool(null), 'a', 'c')", equals: "'c'" },
        ],
        page: "case-function",
        ..Description::SCALAR
    },
    kernel: case,
};

fn case(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some((otherwise, pairs)) = call.args.split_last() else { return Err(KernelError::new("arguments are wanted")) };
    let mut answer = spread(otherwise, call.rows)?;
    // From the last pair to the first, so that the first true condition has the last word.
    for pair in pairs.chunks(2).rev() {
        if let [condition, then] = pair {
            answer = choose(&truth(condition, call.rows), then, &answer)?;
        }
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn the_first_true_condition_wins() {
        let arguments = [Value::Bool(true), text("first"), Value::Bool(true), text("second"), text("none")];
        assert_eq!(call(&CASE, Type::String, &arguments), text("first"));
        let arguments = [Value::Bool(false), Value::Long(1), Value::Null(Type::Bool), Value::Long(2), Value::Long(3)];
        assert_eq!(call(&CASE, Type::Long, &arguments), Value::Long(3));
    }
}
