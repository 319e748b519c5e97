use super::zone::{offset_at_utc, shift};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const DATETIME_UTC_TO_LOCAL: Function = Function {
    description: &Description {
        name: "datetime_utc_to_local",
        signatures: &["(date: datetime, zone: string|dynamic) -> datetime"],
        summary: "What clocks in a time zone show at a moment in UTC.",
        examples: &[Example {
            expression: "datetime_utc_to_local(datetime(2024-07-01 10:00), 'Europe/Paris')",
            equals: "datetime(2024-07-01 12:00)",
        }],
        page: "datetime-utc-to-local-function",
        ..Description::SCALAR
    },
    kernel: |call| shift(call, offset_at_utc),
};
