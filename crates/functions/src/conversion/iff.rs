use super::branches::{choose, spread, truth};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const IFF: Function = Function {
    description: &Description {
        name: "iff",
        aliases: &["iif"],
        signatures: &["(condition: bool, then: common_or_dynamic, otherwise: common_or_dynamic) -> common"],
        nulls: Nulls::Kernel,
        summary: "The second argument where the condition is true, else the third; a null condition is not true.",
        examples: &[
            Example { expression: "iff(2 > 1, 'more', 'less')", equals: "'more'" },
            Example { expression: "iff(bool(null), 1, 2)", equals: "2" },
        ],
        page: "iff-function",
        ..Description::SCALAR
    },
    kernel: iff,
};

fn iff(call: &Call) -> Result<ArrayRef, KernelError> {
    let [condition, then, otherwise] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    if condition.constant {
        let bools = truth(condition, 1);
        return spread(if bools.value(0) { then } else { otherwise }, call.rows);
    }
    choose(&truth(condition, call.rows), then, &spread(otherwise, call.rows)?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn every_type_can_be_chosen() {
        for value in [
            Value::Bool(true),
            Value::Int(1),
            Value::Long(1),
            Value::Real(1.0),
            decimal("1.5"),
            text("a text that is longer than a view's twelve bytes"),
            at("2024-01-01"),
            span("1d"),
            Value::Guid([1; 16]),
            Value::Dynamic("[1]".to_owned()),
        ] {
            let t = value.kql_type();
            let other = Value::missing(t);
            let arguments = |condition| [Value::Bool(condition), value.clone(), other.clone()];
            assert_eq!(call(&IFF, t, &arguments(true)), value);
            assert_eq!(call(&IFF, t, &arguments(false)), other);
            assert_eq!(call(&IFF, t, &[Value::Null(Type::Bool), other.clone(), value.clone()]), value);
        }
    }
}
