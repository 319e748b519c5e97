use super::convert::{Conversion, exact};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, text};

pub const TODECIMAL: Function = Function {
    description: &Description {
        name: "todecimal",
        signatures: &["(value: scalar) -> decimal"],
        naming: Naming::FirstArgument,
        summary: "The value as a decimal of up to 38 digits; null if it is none.",
        examples: &[
            Example { expression: "todecimal('12.50')", equals: "decimal(12.5)" },
            Example { expression: "todecimal(0.1)", equals: "decimal(0.1)" },
        ],
        page: "todecimal-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion =
    Conversion { text: |s| text::parse_decimal(s).map(Value::Decimal), value: |v| exact(v).map(Value::Decimal) };

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;
    use lurcher_types::Type;

    #[test]
    fn conversions() {
        for (from, to) in [
            (testing::text("1e3"), testing::decimal("1000")),
            (Value::Real(-2.75), testing::decimal("-2.75")),
            (Value::Int(7), testing::decimal("7")),
            (Value::Real(f64::NAN), Value::Null(Type::Decimal)),
        ] {
            assert_eq!(testing::call(&TODECIMAL, Type::Decimal, &[from]), to);
        }
    }
}
