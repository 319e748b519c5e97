use super::convert::{Conversion, whole};
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::{Value, time};

pub const TOTIMESPAN: Function = Function {
    description: &Description {
        name: "totimespan",
        aliases: &["totime"],
        signatures: &["(value: scalar) -> timespan"],
        naming: Naming::FirstArgument,
        summary: "The value as a timespan: text as `[-][d.]hh:mm:ss[.fffffff]`, a number as ticks; null if it is none.",
        examples: &[
            Example { expression: "totimespan('1.02:00:00')", equals: "26h" },
            Example { expression: "totimespan(15)", equals: "15tick" },
            Example { expression: "totimespan('1h')", equals: "timespan(null)" },
        ],
        page: "totimespan-function",
        ..Description::SCALAR
    },
    kernel: |call| CONVERSION.run(call),
};

const CONVERSION: Conversion =
    Conversion { text: |s| time::parse_timespan(s).map(Value::Timespan), value: |v| whole(v).map(Value::Timespan) };
