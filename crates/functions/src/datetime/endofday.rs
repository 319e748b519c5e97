use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::end_of_day;

pub const ENDOFDAY: Function = Function {
    description: &Description {
        name: "endofday",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The last tick of the day that holds a date, or of one some days away.",
        examples: &[Example {
            expression: "endofday(datetime(2024-02-14 10:00))",
            equals: "datetime(2024-02-14 23:59:59.9999999)",
        }],
        page: "endofday-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, end_of_day),
};
