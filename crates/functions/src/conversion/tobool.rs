use super::convert::{Conversion, real};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, text};

pub const TOBOOL: Function = Function {
    description: &Description {
        name: "tobool",
        aliases: &["toboolean"],
        signatures: &["(value: scalar) -> bool"],
        naming: Naming::FirstArgument,
        summary: "The value as a bool: a number is true unless it is zero; null if it cannot be read.",
        examples: &[
            Example { expression: "tobool('True')", equals: "true" },
            Example { expression: "tobool(0)", equals: "false" },
            Example { expression: "tobool('yes')", equals: "bool(null)" },
        ],
        page: "tobool-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion = Conversion { text: |s| text::parse_bool(s).map(Value::Bool), value: truth };

fn truth(value: &Value) -> Option<Value> {
    real(value).map(|v| Value::Bool(v != 0.0))
}
