use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::start_of_week;

pub const STARTOFWEEK: Function = Function {
    description: &Description {
        name: "startofweek",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The first tick of the week that holds a date, or of one some weeks away. Weeks start on Sunday.",
        examples: &[Example { expression: "startofweek(datetime(2024-02-14))", equals: "datetime(2024-02-11)" }],
        page: "startofweek-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, start_of_week),
};
