use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ASSERT: Function = Function {
    description: &Description {
        name: "assert",
        signatures: &["(condition: const bool, message: literal string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "True where a condition that needs no row holds; otherwise the query is refused with a message.",
        examples: &[Example { expression: "assert(1 < 2, 'numbers are out of order')", equals: "true" }],
        page: "assert-function",
        ..Description::SCALAR
    },
    kernel: assert,
};

fn assert(call: &Call) -> Result<ArrayRef, KernelError> {
    let [condition, message] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    let holds = condition.bools();
    let fails = |row: &usize| condition.is_null(*row) || !holds.value(condition.index(*row));
    match (0..call.rows).find(fails) {
        Some(row) => Err(KernelError::new(format!("it failed with the message: {}", message.value(row).to_text()))),
        None => Ok(call.bools(|_| Some(true))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::text;
    use super::*;
    use crate::string::testing::{answer_of_constants, holds};
    use lurcher_types::{Type, Value};

    #[test]
    fn what_fails_says_why() {
        assert!(holds(&ASSERT, &[Value::Bool(true), text("no")]));
        for condition in [Value::Bool(false), Value::Null(Type::Bool)] {
            let refused = answer_of_constants(&ASSERT, Type::Bool, &[condition, text("too short")]).unwrap_err();
            assert!(refused.message.ends_with("too short"), "{refused}");
        }
    }
}
