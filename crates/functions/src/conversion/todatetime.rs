use super::convert::{Conversion, whole};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, time};

pub const TODATETIME: Function = Function {
    description: &Description {
        name: "todatetime",
        signatures: &["(value: scalar) -> datetime"],
        naming: Naming::FirstArgument,
        summary: "The value as a datetime: text is read as a date with the month before the day, a number counts ticks; null if it is none.",
        examples: &[
            Example { expression: "todatetime('2024-03-01 10:00')", equals: "datetime(2024-03-01T10:00:00Z)" },
            Example { expression: "todatetime('Fri, 1 Mar 24 10:00 GMT')", equals: "datetime(2024-03-01T10:00:00Z)" },
            Example { expression: "todatetime('soon')", equals: "datetime(null)" },
        ],
        page: "todatetime-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion = Conversion {
    text: |s| time::parse_datetime(s).map(Value::Datetime),
    value: |v| time::in_range(whole(v)?).map(Value::Datetime),
};
