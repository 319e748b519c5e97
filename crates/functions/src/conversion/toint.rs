use super::convert::{Conversion, whole};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, text};

pub const TOINT: Function = Function {
    description: &Description {
        name: "toint",
        signatures: &["(value: scalar) -> int"],
        naming: Naming::FirstArgument,
        summary: "The value as a whole number of 32 bits; null if it is none.",
        examples: &[
            Example { expression: "toint('42')", equals: "int(42)" },
            Example { expression: "toint(4294967297)", equals: "int(1)" },
            Example { expression: "toint('many')", equals: "int(null)" },
        ],
        page: "toint-function",
        deviation: Some(
            "A constant real beyond the range gives the nearest int, as over rows; Kusto folds it to the least int.",
        ),
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion = Conversion { text: |s| text::parse_int(s).map(Value::Int), value: int };

/// A whole number keeps its low 32 bits, a real stops at the ends of the range.
fn int(value: &Value) -> Option<Value> {
    Some(Value::Int(match value {
        Value::Real(v) => v.is_finite().then_some(*v as i32)?,
        Value::Decimal(v) => i32::try_from(v.to_i64()?).ok()?,
        other => whole(other)? as i32,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Type;

    #[test]
    fn ranges() {
        for (from, to) in [
            (Value::Long(9_999_999_999), Value::Int(1_410_065_407)),
            (Value::Real(1e10), Value::Int(i32::MAX)),
            (Value::Real(-2.3), Value::Int(-2)),
            (Value::Real(f64::INFINITY), Value::Null(Type::Int)),
            (span("1d"), Value::Int(711_573_504)),
            (text("9999999999"), Value::Null(Type::Int)),
        ] {
            assert_eq!(call(&TOINT, Type::Int, std::slice::from_ref(&from)), to, "{from:?}");
        }
    }
}
