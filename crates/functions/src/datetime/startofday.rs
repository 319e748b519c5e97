use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::time::start_of_day;

pub const STARTOFDAY: Function = Function {
    description: &Description {
        name: "startofday",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        naming: Naming::FirstArgument,
        summary: "The first tick of the day that holds a date, or of one some days away.",
        examples: &[Example { expression: "startofday(datetime(2024-02-14 10:00))", equals: "datetime(2024-02-14)" }],
        page: "startofday-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, start_of_day),
};
