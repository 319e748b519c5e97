use super::datetime_part::parts;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const DATEPART: Function = Function {
    description: &Description {
        name: "datepart",
        signatures: &["(part: literal string, date: datetime) -> int"],
        summary: "The old datetime_part(), whose answer is an int.",
        examples: &[Example { expression: "datepart('month', datetime(2024-03-01))", equals: "int(3)" }],
        page: "datetime-part-function",
        ..Description::SCALAR
    },
    kernel: parts,
};
