use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};

// DataFusion: `count(*) filter (where p)` means the same.
pub const COUNTIF: Aggregate = Aggregate {
    description: &Description {
        name: "countif",
        signatures: &["(predicate: bool) -> long"],
        naming: Naming::Prefix("countif"),
        summary: "The number of rows for which the predicate is true; a null is not true.",
        page: "countif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |_: &AggregateCall| Ok(Box::new(CountIf { count: 0 })),
};

#[derive(Debug)]
struct CountIf {
    count: i64,
}

impl Accumulator for CountIf {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let predicate = &arguments[0];
        let is_true = |row: &usize| !predicate.is_null(*row) && predicate.bools().value(predicate.index(*row));
        self.count += rows.filter(is_true).count() as i64;
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
