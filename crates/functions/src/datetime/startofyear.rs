use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::start_of_year;

pub const STARTOFYEAR: Function = Function {
    description: &Description {
        name: "startofyear",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The first tick of the year that holds a date, or of one some years away.",
        examples: &[Example { expression: "startofyear(datetime(2024-02-14), 1)", equals: "datetime(2025-01-01)" }],
        page: "startofyear-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, start_of_year),
};
