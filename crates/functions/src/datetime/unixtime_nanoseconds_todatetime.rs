use super::unixtime::{Count, since_1970};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const UNIXTIME_NANOSECONDS_TODATETIME: Function = Function {
    description: &Description {
        name: "unixtime_nanoseconds_todatetime",
        signatures: &["(number: number) -> datetime"],
        summary: "The datetime some nanoseconds after 1970-01-01; null outside the range of datetime.",
        examples: &[Example {
            expression: "unixtime_nanoseconds_todatetime(1709287200000000100)",
            equals: "datetime(2024-03-01 10:00:00.0000001)",
        }],
        page: "unixtime-nanoseconds-todatetime-function",
        ..Description::SCALAR
    },
    kernel: |call| since_1970(call, Count { ticks: 1, per: 100 }),
};
