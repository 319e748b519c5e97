use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::civil;

pub const MONTHOFYEAR: Function = Function {
    description: &Description {
        name: "monthofyear",
        aliases: &["getmonth"],
        signatures: &["(date: datetime) -> int"],
        summary: "The month of a date, 1 to 12.",
        examples: &[Example { expression: "monthofyear(datetime(2024-03-01))", equals: "int(3)" }],
        page: "monthofyear-function",
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, |t| civil(t).month),
};
