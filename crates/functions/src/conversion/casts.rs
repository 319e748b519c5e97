//! The conversions that the binder puts in where a wider number is wanted. Their names cannot be written in a query.

use super::convert::{Conversion, exact, whole};
use crate::Function;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};

pub const CAST_LONG: Function = Function {
    description: &Description {
        name: "__cast_long",
        signatures: &["(value: int) -> long"],
        naming: Naming::FirstArgument,
        summary: "An int as a long.",
        page: "scalar-data-types/long",
        ..Description::SCALAR
    },
    kernel: |call| Conversion { text: |_| None, value: |v| whole(v).map(Value::Long) }.run(call),
};

pub const CAST_REAL: Function = Function {
    description: &Description {
        name: "__cast_real",
        signatures: &["(value: integer) -> real"],
        naming: Naming::FirstArgument,
        summary: "An int or long as the nearest real.",
        page: "scalar-data-types/real",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.reals(|row| call.args.first().and_then(|a| a.real(row)))),
};

pub const CAST_DECIMAL: Function = Function {
    description: &Description {
        name: "__cast_decimal",
        signatures: &["(value: int|long|real) -> decimal"],
        naming: Naming::FirstArgument,
        summary: "A number as a decimal.",
        page: "scalar-data-types/decimal",
        ..Description::SCALAR
    },
    kernel: |call| Conversion { text: |_| None, value: |v| exact(v).map(Value::Decimal) }.run(call),
};

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;
    use lurcher_types::Type;

    #[test]
    fn numbers_widen() {
        assert_eq!(testing::call(&CAST_LONG, Type::Long, &[Value::Int(-3)]), Value::Long(-3));
        assert_eq!(testing::call(&CAST_REAL, Type::Real, &[Value::Long(3)]), Value::Real(3.0));
        assert_eq!(testing::call(&CAST_DECIMAL, Type::Decimal, &[Value::Real(0.3)]), testing::decimal("0.3"));
        let null = Value::Null(Type::Int);
        assert_eq!(testing::call(&CAST_REAL, Type::Real, &[null]), Value::Null(Type::Real));
    }
}
