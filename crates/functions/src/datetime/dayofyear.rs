use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::day_of_year;

pub const DAYOFYEAR: Function = Function {
    description: &Description {
        name: "dayofyear",
        signatures: &["(date: datetime) -> int"],
        summary: "The day of the year, 1 to 366.",
        examples: &[Example { expression: "dayofyear(datetime(2024-03-01))", equals: "int(61)" }],
        page: "day-of-year-function",
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, day_of_year),
};
