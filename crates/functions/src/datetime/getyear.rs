use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::civil;

pub const GETYEAR: Function = Function {
    description: &Description {
        name: "getyear",
        signatures: &["(date: datetime) -> long"],
        summary: "The year of a date.",
        examples: &[Example { expression: "getyear(datetime(2024-03-01))", equals: "2024" }],
        page: "getyear-function",
        deviation: Some("The answer is a long, as the engine gives it, where the language service says int."),
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, |t| civil(t).year),
};
