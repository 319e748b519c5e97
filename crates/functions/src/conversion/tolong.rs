use super::convert::{Conversion, whole};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, text};

pub const TOLONG: Function = Function {
    description: &Description {
        name: "tolong",
        signatures: &["(value: scalar) -> long"],
        naming: Naming::FirstArgument,
        summary: "The value as a whole number of 64 bits; null if it is none.",
        examples: &[
            Example { expression: "tolong('0x1F')", equals: "31" },
            Example { expression: "tolong(-2.9)", equals: "-2" },
            Example { expression: "tolong(1s)", equals: "10000000" },
            Example { expression: "tolong('2.9')", equals: "long(null)" },
        ],
        page: "tolong-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion =
    Conversion { text: |s| text::parse_long(s).map(Value::Long), value: |v| whole(v).map(Value::Long) };

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Type;

    #[test]
    fn conversions() {
        for (from, to) in [
            (text(" 12 "), Value::Long(12)),
            (text("1.5"), Value::Null(Type::Long)),
            (Value::Real(1e30), Value::Long(i64::MAX)),
            (Value::Real(f64::NAN), Value::Null(Type::Long)),
            (Value::Bool(true), Value::Long(1)),
            (decimal("-7.9"), Value::Long(-7)),
            (Value::Guid([0; 16]), Value::Null(Type::Long)),
            (Value::Dynamic("\"5\"".to_owned()), Value::Long(5)),
            (Value::Dynamic("5.7".to_owned()), Value::Long(5)),
            (Value::Dynamic("[5]".to_owned()), Value::Null(Type::Long)),
            (Value::Null(Type::Real), Value::Null(Type::Long)),
        ] {
            assert_eq!(call(&TOLONG, Type::Long, std::slice::from_ref(&from)), to, "{from:?}");
        }
    }
}
