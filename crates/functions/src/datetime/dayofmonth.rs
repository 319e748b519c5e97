use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::civil;

pub const DAYOFMONTH: Function = Function {
    description: &Description {
        name: "dayofmonth",
        signatures: &["(date: datetime) -> int"],
        summary: "The day of the month, 1 to 31.",
        examples: &[Example { expression: "dayofmonth(datetime(2024-03-09))", equals: "int(9)" }],
        page: "day-of-month-function",
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, |t| civil(t).day),
};
