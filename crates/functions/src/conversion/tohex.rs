use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming};

pub const TOHEX: Function = Function {
    description: &Description {
        name: "tohex",
        signatures: &["(value: integer, [minimum_length: integer]) -> string"],
        naming: Naming::FirstArgument,
        summary: "A whole number in hex digits, padded with zeros to a minimum length of at most 16.",
        examples: &[
            Example { expression: "tohex(255)", equals: "'ff'" },
            Example { expression: "tohex(255, 4)", equals: "'00ff'" },
            Example { expression: "tohex(toint(-1))", equals: "'ffffffff'" },
        ],
        page: "tohex-function",
        ..Description::SCALAR
    },
    kernel: tohex,
};

const MAX_LENGTH: i64 = 16;

fn tohex(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some(value) = call.args.first() else { return Err(KernelError::new("a value is wanted")) };
    let numbers = value.longs();
    let lengths = call.args.get(1).map(|a| a.longs());
    Ok(call.strings(|row| {
        let number = numbers.get(row).unwrap_or_default();
        let length = lengths.and_then(|l| l.get(row)).unwrap_or_default().clamp(0, MAX_LENGTH);
        let width = usize::try_from(length).unwrap_or_default();
        match value.kql_type {
            Type::Int => format!("{:0width$x}", number as i32),
            _ => format!("{number:0width$x}"),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Value;

    #[test]
    fn widths() {
        let hex = |arguments: &[Value]| call(&TOHEX, Type::String, arguments);
        assert_eq!(hex(&[Value::Long(-256)]), text("ffffffffffffff00"));
        assert_eq!(hex(&[Value::Int(-256), Value::Long(8)]), text("ffffff00"));
        assert_eq!(hex(&[Value::Long(256), Value::Long(2)]), text("100"));
        assert_eq!(hex(&[Value::Long(1), Value::Long(1_000_000)]), text("0000000000000001"));
        assert_eq!(hex(&[Value::Null(Type::Long)]), text(""));
    }
}
