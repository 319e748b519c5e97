use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value};

// DataFusion's `count(*)` means the same as both forms; its `count(x)` skips nulls and must not stand in for ours.
pub const COUNT: Aggregate = Aggregate {
    description: &Description {
        name: "count",
        signatures: &["() -> long", "(column: scalar) -> long"],
        naming: Naming::Prefix("count"),
        summary: "The number of rows; with a column too, whose nulls count like any value.",
        page: "count-aggregation-function",
        deviation: Some("A predicate is refused: whether it would be obeyed is not documented; write countif()."),
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| start(call),
};

/// The old name of `count()`.
pub const CNT: Aggregate = Aggregate {
    description: &Description {
        name: "cnt",
        signatures: &["() -> long"],
        naming: Naming::Prefix("cnt"),
        summary: "The number of rows: the old name of count().",
        page: "count-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| start(call),
};

fn start(call: &AggregateCall) -> Result<Box<dyn Accumulator>, KernelError> {
    if call.argument_types.first() == Some(&Type::Bool) {
        return Err(KernelError::new(
            "count() of a predicate is not supported: countif(predicate) counts the rows for which it is true, \
             count() counts all",
        ));
    }
    Ok(Box::new(Count::default()))
}

/// Counts the rows it is given.
#[derive(Debug, Default)]
pub struct Count {
    count: i64,
}

impl Accumulator for Count {
    fn update(&mut self, _: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        self.count += rows.count() as i64;
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![Value::Long(self.count)])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Long(count)] = state {
            self.count += count;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(Value::Long(self.count))
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{longs, of, refused, truths};
    use lurcher_types::Value;

    #[test]
    fn nulls_count() {
        assert_eq!(of("count", &[longs([Some(1), None])]), Value::Long(2));
        assert_eq!(of("countif", &[truths([Some(true), None, Some(false)])]), Value::Long(1));
    }

    #[test]
    fn a_predicate_is_refused() {
        assert!(refused("count", &[truths([Some(true)])]).contains("countif"));
    }
}
