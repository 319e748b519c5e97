use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::end_of_month;

pub const ENDOFMONTH: Function = Function {
    description: &Description {
        name: "endofmonth",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The last tick of the month that holds a date, or of one some months away.",
        examples: &[Example {
            expression: "endofmonth(datetime(2024-02-14))",
            equals: "datetime(2024-02-29 23:59:59.9999999)",
        }],
        page: "endofmonth-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, end_of_month),
};
