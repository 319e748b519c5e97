use super::convert::Conversion;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, text};

pub const TOGUID: Function = Function {
    description: &Description {
        name: "toguid",
        signatures: &["(value: string|dynamic) -> guid"],
        naming: Naming::FirstArgument,
        summary: "The guid made of the first 32 hex digits of a text; null if it is none.",
        examples: &[Example {
            expression: "toguid('00112233445566778899aabbccddeeff')",
            equals: "guid(00112233-4455-6677-8899-aabbccddeeff)",
        }],
        page: "toguid-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion = Conversion { text: |s| text::parse_guid(s).map(Value::Guid), value: guid };

/// A dynamic may hold a guid.
fn guid(value: &Value) -> Option<Value> {
    matches!(value, Value::Guid(_)).then(|| value.clone())
}
