use super::unixtime::{Count, since_1970};
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::TICKS_PER_SECOND;

pub const UNIXTIME_SECONDS_TODATETIME: Function = Function {
    description: &Description {
        name: "unixtime_seconds_todatetime",
        signatures: &["(number: number) -> datetime"],
        summary: "The datetime some seconds after 1970-01-01; null outside the range of datetime.",
        examples: &[Example {
            expression: "unixtime_seconds_todatetime(1709287200)",
            equals: "datetime(2024-03-01 10:00)",
        }],
        page: "unixtime-seconds-todatetime-function",
        ..Description::SCALAR
    },
    kernel: |call| since_1970(call, Count { ticks: TICKS_PER_SECOND, per: 1 }),
};
