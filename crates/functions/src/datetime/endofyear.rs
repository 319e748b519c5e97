use super::numbers::edge;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::end_of_year;

pub const ENDOFYEAR: Function = Function {
    description: &Description {
        name: "endofyear",
        signatures: &["(date: datetime, [offset: long]) -> datetime"],
        summary: "The last tick of the year that holds a date, or of one some years away.",
        examples: &[Example {
            expression: "endofyear(datetime(2024-02-14))",
            equals: "datetime(2024-12-31 23:59:59.9999999)",
        }],
        page: "endofyear-function",
        ..Description::SCALAR
    },
    kernel: |call| edge(call, end_of_year),
};
