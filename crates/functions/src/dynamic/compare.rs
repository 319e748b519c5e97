use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Nulls};
use lurcher_types::dynamic;
use lurcher_types::{Type, Value};
use std::cmp::Ordering;

pub const DYNAMIC_COMPARE: Function = Function {
    description: &Description {
        name: "__dynamic_compare",
        signatures: &["(value: dynamic, scalar: number|datetime|timespan) -> long"],
        nulls: Nulls::Kernel,
        summary: "The order of a dynamic and a scalar as -1, 0 or 1; null where they cannot be compared.",
        page: "scalar-data-types/dynamic",
        ..Description::SCALAR
    },
    kernel: dynamic_compare,
};

fn dynamic_compare(call: &Call) -> Result<ArrayRef, KernelError> {
    let (values, scalar) = (call.args[0].dynamics(), &call.args[1]);
    Ok(call.longs(|row| compare(values.get(row)?, &scalar.value(row)).map(|order| order as i64)))
}

fn compare(value: &str, scalar: &Value) -> Option<Ordering> {
    match scalar {
        Value::Datetime(right) => match dynamic::to_value(value, Type::Datetime) {
            Value::Datetime(left) => Some(left.cmp(right)),
            _ => None,
        },
        Value::Timespan(right) => match dynamic::to_value(value, Type::Timespan) {
            Value::Timespan(left) => Some(left.cmp(right)),
            _ => None,
        },
        number => compare_numbers(value, number),
    }
}

/// The order of a dynamic number and a number; nothing for any other kind, and for NaN.
pub fn compare_numbers(value: &str, number: &Value) -> Option<Ordering> {
    if !dynamic::kind(value).is_number() {
        return None;
    }
    match number {
        Value::Int(right) => compare_whole(value, i64::from(*right)),
        Value::Long(right) => compare_whole(value, *right),
        Value::Real(right) => value.parse::<f64>().ok()?.partial_cmp(right),
        Value::Decimal(right) => match dynamic::to_value(value, Type::Decimal) {
            Value::Decimal(left) => Some(left.cmp_value(right)),
            _ => None,
        },
        _ => None,
    }
}

fn compare_whole(value: &str, right: i64) -> Option<Ordering> {
    // Two whole numbers beyond 2^53 can be one and the same real.
    match value.parse::<i64>() {
        Ok(left) => Some(left.cmp(&right)),
        Err(_) => value.parse::<f64>().ok()?.partial_cmp(&(right as f64)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::DYNAMIC_COMPARE;
    use lurcher_types::{Type, Value};

    #[test]
    fn orders() {
        is(&DYNAMIC_COMPARE, &["dynamic 1", "2"], Value::Long(-1));
        is(&DYNAMIC_COMPARE, &["dynamic 2.5", "2"], Value::Long(1));
        is(&DYNAMIC_COMPARE, &["dynamic 2", "2.0"], Value::Long(0));
        is(&DYNAMIC_COMPARE, &["dynamic 9007199254740993", "9007199254740992"], Value::Long(1));
        for other in ["null", "\"1\"", "dynamic true", "[1]", "{}"] {
            is(&DYNAMIC_COMPARE, &[other, "1"], Value::Null(Type::Long));
        }
    }
}
