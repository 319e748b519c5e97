use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Nulls};
use lurcher_types::dynamic::{self, Kind};
use lurcher_types::{Type, Value};

use super::compare::compare_numbers;

pub const DYNAMIC_EQUALS: Function = Function {
    description: &Description {
        name: "__dynamic_equals",
        signatures: &["(value: dynamic, scalar: not_dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "`==` of a dynamic with a scalar: by what it holds. One null is false, two are null.",
        page: "scalar-data-types/dynamic",
        ..Description::SCALAR
    },
    kernel: dynamic_equals,
};

fn dynamic_equals(call: &Call) -> Result<ArrayRef, KernelError> {
    let (values, scalar) = (call.args[0].dynamics(), &call.args[1]);
    Ok(call.bools(|row| match (values.get(row), scalar.value(row)) {
        (None, scalar) if scalar.is_null() => None,
        (None, _) => Some(false),
        (Some(value), scalar) => Some(equals(value, &scalar)),
    }))
}

fn equals(value: &str, scalar: &Value) -> bool {
    let kind = dynamic::kind(value);
    match scalar {
        Value::String(text) => kind == Kind::String && dynamic::string_content(value) == text.as_str(),
        Value::Bool(b) => kind == Kind::Bool && (value == "true") == *b,
        Value::Int(_) | Value::Long(_) | Value::Real(_) | Value::Decimal(_) => {
            compare_numbers(value, scalar).is_some_and(|order| order.is_eq())
        }
        // Text that reads as one is one: JSON has no datetimes, timespans and guids of its own.
        Value::Datetime(_) if matches!(kind, Kind::Datetime | Kind::String) => {
            dynamic::to_value(value, Type::Datetime) == *scalar
        }
        Value::Timespan(_) if matches!(kind, Kind::Timespan | Kind::String) => {
            dynamic::to_value(value, Type::Timespan) == *scalar
        }
        Value::Guid(_) => dynamic::to_value(value, Type::Guid) == *scalar,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{is, try_answer};
    use super::DYNAMIC_EQUALS;
    use lurcher_types::{Type, Value};

    #[test]
    fn by_content() {
        for (value, scalar, expected) in [
            ("\"x\"", "'x'", true),
            ("\"x\"", "'X'", false),
            ("\"a\\\"b\"", "'a\"b'", true),
            ("\"1\"", "1", false),
            ("\"true\"", "true", false),
            ("dynamic 1", "1", true),
            ("dynamic 1.0", "1", true),
            ("dynamic 1", "1.5", false),
            ("dynamic 9007199254740993", "9007199254740992", false),
            ("dynamic true", "true", true),
            ("dynamic 1", "'1'", false),
            ("[1]", "1", false),
        ] {
            is(&DYNAMIC_EQUALS, &[value, scalar], Value::Bool(expected));
        }
    }

    #[test]
    fn times() {
        let equal = |a: &str, b: Value| try_answer(&DYNAMIC_EQUALS, Type::Bool, &[Value::Dynamic(a.to_owned()), b]);
        let day = Value::Datetime(637134336000000000);
        assert_eq!(equal("@d637134336000000000", day.clone()), Ok(Value::Bool(true)));
        assert_eq!(equal("\"2020-01-01\"", day.clone()), Ok(Value::Bool(true)));
        assert_eq!(equal("637134336000000000", day), Ok(Value::Bool(false)));
    }

    #[test]
    fn nulls() {
        is(&DYNAMIC_EQUALS, &["null", "'x'"], Value::Bool(false));
        is(&DYNAMIC_EQUALS, &["null", "''"], Value::Bool(false));
        let none = [Value::Null(Type::Dynamic), Value::Null(Type::Long)];
        assert_eq!(try_answer(&DYNAMIC_EQUALS, Type::Bool, &none), Ok(Value::Null(Type::Bool)));
        let one = [Value::Dynamic("1".to_owned()), Value::Null(Type::Long)];
        assert_eq!(try_answer(&DYNAMIC_EQUALS, Type::Bool, &one), Ok(Value::Bool(false)));
    }
}
