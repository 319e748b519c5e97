use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::end_of_week;

pub const ENDOFWEEK: Function = Function {
    description: &Description {
        name: "endofweek",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The last tick of the week that holds a date, or of one some weeks away. Weeks start on Sunday.",
        examples: &[Example {
            expression: "endofweek(datetime(2024-02-14))",
            equals: "datetime(2024-02-17 23:59:59.9999999)",
        }],
        page: "endofweek-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, end_of_week),
};
