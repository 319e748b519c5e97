use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::civil;

pub const HOUROFDAY: Function = Function {
    description: &Description {
        name: "hourofday",
        signatures: &["(date: datetime) -> int"],
        summary: "The hour of a time, 0 to 23.",
        examples: &[Example { expression: "hourofday(datetime(2024-03-01 17:45))", equals: "int(17)" }],
        page: "hour-of-day-function",
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, |t| civil(t).hour),
};
