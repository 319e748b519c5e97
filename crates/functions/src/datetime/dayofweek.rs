use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::{TICKS_PER_DAY, day_of_week};

pub const DAYOFWEEK: Function = Function {
    description: &Description {
        name: "dayofweek",
        signatures: &["(date: datetime) -> timespan"],
        summary: "The days since the last Sunday, as a timespan.",
        examples: &[
            Example { expression: "dayofweek(datetime(2024-06-02))", equals: "0d" },
            Example { expression: "dayofweek(datetime(2024-06-05 12:00))", equals: "3d" },
        ],
        page: "day-of-week-function",
        ..Description::SCALAR
    },
    kernel: dayofweek,
};

fn dayofweek(call: &Call) -> Result<ArrayRef, KernelError> {
    let [date] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let dates = date.longs();
    Ok(call.longs(|row| Some(day_of_week(dates.get(row)?) * TICKS_PER_DAY)))
}
