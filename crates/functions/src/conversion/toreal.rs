use super::convert::{Conversion, real};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, text};

pub const TOREAL: Function = Function {
    description: &Description {
        name: "toreal",
        aliases: &["todouble"],
        signatures: &["(value: scalar) -> real"],
        naming: Naming::FirstArgument,
        summary: "The value as a floating-point number; null if it is none.",
        examples: &[
            Example { expression: "toreal('2.5e2')", equals: "250.0" },
            Example { expression: "toreal(3)", equals: "3.0" },
            Example { expression: "toreal('1,5')", equals: "real(null)" },
        ],
        page: "toreal-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion =
    Conversion { text: |s| text::parse_real(s).map(Value::Real), value: |v| real(v).map(Value::Real) };
