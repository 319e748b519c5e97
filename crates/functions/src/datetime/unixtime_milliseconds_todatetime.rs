use super::unixtime::{Count, since_1970};
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::TICKS_PER_MILLISECOND;

pub const UNIXTIME_MILLISECONDS_TODATETIME: Function = Function {
    description: &Description {
        name: "unixtime_milliseconds_todatetime",
        signatures: &["(number: number) -> datetime"],
        summary: "The datetime some milliseconds after 1970-01-01; null outside the range of datetime.",
        examples: &[Example {
            expression: "unixtime_milliseconds_todatetime(1709287200500)",
            equals: "datetime(2024-03-01 10:00:00.5)",
        }],
        page: "unixtime-milliseconds-todatetime-function",
        ..Description::SCALAR
    },
    kernel: |call| since_1970(call, Count { ticks: TICKS_PER_MILLISECOND, per: 1 }),
};
