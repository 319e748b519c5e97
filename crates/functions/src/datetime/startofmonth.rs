use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::start_of_month;

pub const STARTOFMONTH: Function = Function {
    description: &Description {
        name: "startofmonth",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The first tick of the month that holds a date, or of one some months away.",
        examples: &[Example { expression: "startofmonth(datetime(2024-02-14), -1)", equals: "datetime(2024-01-01)" }],
        page: "startofmonth-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, start_of_month),
};
