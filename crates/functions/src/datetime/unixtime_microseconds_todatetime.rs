use super::unixtime::{Count, since_1970};
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::TICKS_PER_MICROSECOND;

pub const UNIXTIME_MICROSECONDS_TODATETIME: Function = Function {
    description: &Description {
        name: "unixtime_microseconds_todatetime",
        signatures: &["(number: number) -> datetime"],
        summary: "The datetime some microseconds after 1970-01-01; null outside the range of datetime.",
        examples: &[Example {
            expression: "unixtime_microseconds_todatetime(1709287200000001)",
            equals: "datetime(2024-03-01 10:00:00.000001)",
        }],
        page: "unixtime-microseconds-todatetime-function",
        ..Description::SCALAR
    },
    kernel: |call| since_1970(call, Count { ticks: TICKS_PER_MICROSECOND, per: 1 }),
};
