use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Stability};
use lurcher_types::time::in_range;

pub const NOW: Function = Function {
    description: &Description {
        name: "now",
        signatures: &["([offset: timespan]) -> datetime"],
        stability: Stability::PerQuery,
        summary: "The present, the same for the whole query, perhaps moved by an offset.",
        examples: &[Example { expression: "now() - now(-1h)", equals: "1h" }],
        page: "now-function",
        ..Description::SCALAR
    },
    kernel: now,
};

fn now(call: &Call) -> Result<ArrayRef, KernelError> {
    let offsets = call.args.first().map(Column::longs);
    let now = call.context.now;
    Ok(call.longs(|row| match offsets {
        None => Some(now),
        Some(offsets) => in_range(now.checked_add(offsets.get(row)?)?),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::ago::AGO;
    use super::*;
    use crate::conversion::testing;
    use lurcher_types::{Type, Value};

    #[test]
    fn the_clock_is_the_context() {
        assert_eq!(testing::call(&NOW, Type::Datetime, &[]), Value::Datetime(testing::NOW));
        let hour = testing::span("1h");
        assert_eq!(
            testing::call(&NOW, Type::Datetime, std::slice::from_ref(&hour)),
            Value::Datetime(testing::NOW + 36_000_000_000)
        );
        assert_eq!(testing::call(&AGO, Type::Datetime, &[hour]), Value::Datetime(testing::NOW - 36_000_000_000));
        let forever = Value::Timespan(i64::MIN);
        assert_eq!(testing::call(&AGO, Type::Datetime, &[forever]), Value::Null(Type::Datetime));
    }
}
