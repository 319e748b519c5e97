use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::iso_week;

pub const WEEK_OF_YEAR: Function = Function {
    description: &Description {
        name: "week_of_year",
        signatures: &["(date: datetime) -> int"],
        summary: "The ISO 8601 week of a date: weeks start on Monday, the first one holds the year's first Thursday.",
        examples: &[Example { expression: "week_of_year(datetime(2021-01-03))", equals: "int(53)" }],
        page: "week-of-year-function",
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, iso_week),
};
